"""A concept of the thesaurus: one thing with many names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing with many names. `names`: what people type, the name to show first. `words`: what is looked for instead,
    slugs of offers or words that the offers use."""

    names: tuple[str, ...]
    words: tuple[str, ...]
