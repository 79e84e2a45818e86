"""Welsh mutations: the first letters of a word change with the word before it (gofal, ofal, ngofal)."""

from collections.abc import Iterator

_CHANGES = {
    "p": ("b", "mh", "ph"),
    "t": ("d", "nh", "th"),
    "c": ("g", "ngh", "ch"),
    "b": ("f", "m"),
    "d": ("dd", "n"),
    "g": ("", "ng"),
    "m": ("f",),
    "ll": ("l",),
    "rh": ("r",),
}
_DIGRAPHS = ("ch", "dd", "ff", "ll", "ph", "rh", "th")
_SHORTEST = 3


def forms(word: str) -> tuple[str, ...]:
    """The other forms that a word can have, in any spelling: keep only those that are words.

    >>> "gofalwyr" in forms("ofalwyr"), "blant" in forms("plant"), "mhlant" in forms("blant")
    (True, True, True)
    """
    if len(word) < _SHORTEST:
        return ()
    roots = (word, *_roots(word))
    found = dict.fromkeys((*roots, *(form for root in roots for form in _mutated(root))))
    return tuple(form for form in found if form != word)


def _roots(word: str) -> Iterator[str]:
    for letter, changes in _CHANGES.items():
        for change in changes:
            if word.startswith(change) and not (change == "" and word[0] not in "aeiouwylrn"):
                yield letter + word[len(change) :]
    if word[0] == "h" and word[1] in "aeiouwy":  # ei hysgol
        yield word[1:]


def _mutated(root: str) -> Iterator[str]:
    first = root[:2] if root.startswith(_DIGRAPHS) else root[0]
    for change in _CHANGES.get(first, ()):
        yield change + root[len(first) :]
    if root[0] in "aeiouwy":
        yield "h" + root
