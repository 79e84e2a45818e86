"""What is wrong in the content, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault. A warning is told, but does not stop a build.

    >>> print(Problem("offers/grant.md", 9, "kind", '"gift" is not a kind.', "Did you mean x?"))
    offers/grant.md:9: kind: "gift" is not a kind. Did you mean x?
    """

    path: str
    line: int
    field: str
    what: str
    do: str
    warning: bool = False

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        warning = "warning: " if self.warning else ""
        return f"{self.path}:{self.line}: {field}{warning}{self.what} {self.do}"


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that stop a build."""
    return tuple(problem for problem in problems if not problem.warning)


def did_you_mean(word: str, words: Iterable[str], otherwise: str) -> str:
    """What to do about a word that is not known: the nearest right one, else where the right ones are.

    >>> did_you_mean("chld_age", ["child_age", "area"], "See questions.yaml.")
    'Did you mean "child_age"?'
    >>> did_you_mean("zzz", ["child_age", "area"], "See questions.yaml.")
    'See questions.yaml.'
    """
    near = get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else otherwise
