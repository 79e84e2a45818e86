"""What a worker writes beside an offer: any text, made harmless, and not too long."""

import unicodedata

LONGEST = 300  # characters: two or three sentences; the cookie must hold those of a whole list
_WRITING = {"\u200c", "\u200d", "\u200e", "\u200f", "\u061c"}  # joiners and marks that some languages are written with


def clean_note(typed: str) -> str:
    """The text without what is not writing: control characters, and those that turn the order of what follows around.

    >>> clean_note("  Ring\\x07 on \\u202eMonday\\r\\n\\r\\n\\r\\nAsk for Ann ")
    'Ring on Monday\\nAsk for Ann'
    """
    kept = "".join(one if _is_writing(one) else " " if one == "\t" else "" for one in typed.replace("\r\n", "\n"))
    lines = (" ".join(line.split()) for line in kept.split("\n"))
    return "\n".join(line for line in lines if line)


def _is_writing(character: str) -> bool:
    return character == "\n" or character in _WRITING or unicodedata.category(character)[0] != "C"
