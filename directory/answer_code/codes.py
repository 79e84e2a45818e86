"""From answers to a code and back, with the vocabulary that the code was made with."""

from collections.abc import Mapping

from directory.answer_code.answers import Raw, only_known, told
from directory.answer_code.choices import Reader, Writer
from directory.answer_code.signs import Mistyped, NewerVersion, checked, grouped, joined, parted, with_checksum
from directory.models import Vocabulary


def write_code(raw: Raw, vocabulary: Vocabulary) -> str:
    """The code of these answers, in groups of four signs.

    `raw` has the form in which the API takes answers: {"area", "answers": {fact: …}, "children": [{fact: …}]}. The names
    of children are not in the code, nor is an answer that the vocabulary does not have: it will be asked again.
    """
    writer = Writer()
    told(writer, vocabulary, only_known(raw, vocabulary))
    return grouped(with_checksum(joined(vocabulary.version, writer.number())))


def read_code(typed: str, vocabularies: Mapping[int, Vocabulary]) -> Raw:
    """The answers of a code, with the children numbered from "1". Mistyped or NewerVersion where it cannot be read."""
    version, number = parted(checked(typed))
    if version not in vocabularies:
        raise NewerVersion
    vocabulary = vocabularies[version]
    reader = Reader(number)
    raw = told(reader, vocabulary, {})
    if reader.number or checked(write_code(raw, vocabulary)) != checked(typed):
        raise Mistyped  # the checksum fits by chance, but no answers give this code
    return raw
