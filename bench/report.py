"""The report: every measurement as a sentence or a row of docs/benchmarks.md."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from bench.comparing import COLUMNS, SHARED
from bench.engine import CHOSEN, ONCE, Exactness
from bench.process import Process
from bench.timing import Times
from directory.web.pack_list import MOST

Rows = Iterable[tuple[object, ...]]
_TOP = """# Benchmarks

This page is written by `make bench`. Do not edit it.

The machine: {machine}

Times are time of the processor, so that other programs do not count. The start and the build are timed by the clock on
the wall too. Every time is for a household that was not seen before, with one to three children and
from none to all of the questions answered. Nothing is kept from one household to the next. The catalogue of made-up
offers has the real questions and councils, {rules} distinct rules made from the real ones, and offers with words as
long as the real ones. One council sees {area} of 100,000 offers.
"""
_SHARING = """Nothing shared means: the same code, called for one offer at a time, so that a rule that many offers have is
judged for each.
"""
_COMPARING = """What each of {area} offers says under each of {columns} legal arrangements, for one child, and whether it can
differ. What the checker takes for the household of each column has no such comparison in it. The longest times hold a
run of the garbage collector, which looks through the whole catalogue now and then.
"""
_EXACT = """All {rules} distinct rules, for one person, in turn on the same people. Of {verdicts} verdicts, {settled} are a
certain yes or no. "Not found" counts those that the other way leaves as a maybe, or does not finish: a rule with more
than {most} completions was not tried. "Wrong" counts any other difference, in the facts that still matter too. The
`dd` package is measured where it is installed. It is no dependency.
"""
_GROWTH = """Up to 100,000 offers, with the same {rules} rules. What one request costs depends on the rules and on the offers
of one area, and not on how many offers there are in all. Opening the build and its memory grow with the number of
offers.
"""
_HAND_OUTS = """Each for a family with answers, so that the reasons are worked out too. The PDF is measured where WeasyPrint
is installed. The first one after a start also loads WeasyPrint and the fonts, and is not counted.
"""
_STARTS = """What one would do without a build: read and check the files when the server starts. That process has no website
in it.
"""


@dataclass(frozen=True, slots=True)
class Size:
    """Everything that was measured of a made-up catalogue of one size."""

    offers: int
    in_area: int
    checker: float
    request: dict[str, Times]
    served: Process


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that was measured."""

    machine: str
    rules: int
    sizes: tuple[Size, ...]
    sharing: dict[str, Times]
    comparing: dict[str, Times]
    exact: Exactness
    most_completions: int
    pages: dict[str, Times]
    hand_outs: dict[str, Times]
    builds: dict[str, tuple[Times, Times]]
    starts: dict[str, list[Process]]


def report(found: Results) -> str:
    """The whole page."""
    rules, largest = found.rules, found.sizes[-1]
    exact = found.exact
    told = {"rules": rules, "verdicts": exact.verdicts, "settled": exact.settled, "most": f"{found.most_completions:,}"}
    parts = [
        _TOP.format(machine=found.machine, rules=rules, area=largest.in_area),
        "## Targets\n",
        table(("What", "Target", "Measured", "Met"), targets(found)),
        "## How cost grows\n",
        _GROWTH.format(rules=rules),
        table(("", *(f"{size.offers:,} offers" for size in found.sizes)), growth(found.sizes)),
        "## Each distinct rule once\n",
        _SHARING,
        table(("Findings of one area", *_TIMES, "Ratio of medians"), ratios(found.sharing, ONCE)),
        "## Legal arrangements compared\n",
        _COMPARING.format(columns=COLUMNS, area=largest.in_area),
        table((f"{COLUMNS} columns, one area", *_TIMES, "Ratio of medians"), ratios(found.comparing, SHARED)),
        "## Exact verdicts\n",
        _EXACT.format(**told),
        table(("", *_TIMES, "Ratio of medians", "Not found", "Wrong"), exactly(exact)),
        "## Pages with the real content\n",
        table(("Page", *_TIMES), ((name, *_three(times)) for name, times in found.pages.items())),
        f"## Hand-outs of {MOST} offers, real content\n",
        _HAND_OUTS,
        table(("Hand-out", *_TIMES), ((name, *_three(times)) for name, times in found.hand_outs.items())),
        "## Start and memory with the real content\n",
        _STARTS,
        table(("", "Ready after", "Of the processor", "Memory", "Its own"), starts(found.starts)),
    ]
    return "\n".join(parts)


def targets(found: Results) -> Iterator[tuple[object, ...]]:
    """Each target, what was measured, and whether it is met."""
    largest = found.sizes[-1]
    served, request = largest.served, largest.request
    slowest = max(found.pages, key=lambda name: found.pages[name].p50)
    results, memory = Times.of(served.pages).p50, served.memory["all"]
    yield _target(f"Every one of {found.rules} rules, for one request", 5, request["rules"].p50)
    yield _target(f"Findings of one area with {largest.in_area} offers", 5, request["findings"].p50)
    yield _target("The next question, in that area", 20, request["next"].p50)
    yield _target("The results page, in that area", 50, results)
    yield _target(f"{COLUMNS} legal arrangements compared, in that area", 40, found.comparing[SHARED].p50)
    yield "Memory of one worker, 100,000 offers", "300 MB", f"{memory:.0f} MB", _met(memory, 300)
    yield _target(f"Slowest kind of page, real content ({slowest})", 10, found.pages[slowest].p50)
    for name, times in found.hand_outs.items():
        yield _target(f"Hand-out of {MOST} offers, {name}", 1500 if "PDF" in name else 20, times.p50)
    for name, (taken, worked) in found.builds.items():
        yield _target(f"Build of the real content, {name}", 5000, taken.p50, worked.p50)
    started = found.starts["open"]
    ready, worked_first = (median(getattr(one, field) for one in started) for field in ("ready", "processor"))
    yield _target("Start, to the first answer, real content", 1000, ready, worked_first)


def growth(sizes: tuple[Size, ...]) -> Iterator[tuple[object, ...]]:
    """What each size costs."""
    yield "Offers that one area sees", *(size.in_area for size in sizes)
    for key, name in (("rules", "Every rule"), ("findings", "Findings of one area"), ("next", "Next question")):
        yield f"{name}, median", *(_ms(size.request[key].p50) for size in sizes)
    yield "Results page, median, one child", *(_ms(Times.of(size.served.pages).p50) for size in sizes)
    yield "The same, compressed", *(_ms(Times.of(size.served.compressed).p50) for size in sizes)
    yield "Its largest size", *(f"{size.served.size / 1000:.0f} kB" for size in sizes)
    yield "Rules compiled and offers indexed", *(_ms(size.checker) for size in sizes)
    yield "Start, to the first answer", *(_ms(size.served.ready) for size in sizes)
    for key, name in (("all", "Memory of one worker"), ("own", "of it, its own"), ("most", "at most, while opening")):
        yield name, *(f"{size.served.memory[key]:.0f} MB" for size in sizes)


def ratios(times: dict[str, Times], chosen: str) -> Iterator[tuple[object, ...]]:
    """Each way, and how many times the median of the chosen one it takes."""
    for name, some in times.items():
        yield name, *_three(some), f"{some.p50 / times[chosen].p50:.1f}"


def exactly(exact: Exactness) -> Iterator[tuple[object, ...]]:
    """Each way to an exact verdict, with what it got otherwise than ours."""
    for row in ratios(exact.times, CHOSEN):
        yield *row, exact.settled_missed[str(row[0])], exact.wrong[str(row[0])]


def starts(found: dict[str, list[Process]]) -> Iterator[tuple[object, ...]]:
    """Opening a build, and reading the files instead: medians."""
    for kind, name in (("open", "The website, with a build"), ("parse", "Reading every file")):
        some = found[kind]
        memory = (f"{median(process.memory[key] for process in some):.0f} MB" for key in ("all", "own"))
        taken = (_ms(median(getattr(process, field) for process in some)) for field in ("ready", "processor"))
        yield name, *taken, *memory


def table(head: tuple[str, ...], rows: Rows) -> str:
    """A Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


_TIMES = ("Least", "Median", "95 of 100")


def _three(times: Times) -> tuple[str, str, str]:
    return _ms(times.least), _ms(times.p50), _ms(times.p95)


def _target(name: str, most: float, measured: float, worked: float | None = None) -> tuple[str, str, str, str]:
    processor = f" ({_ms(worked)} of the processor)" if worked else ""
    met = "not on so busy a machine; by the time of the processor, yes" if worked and worked < most <= measured else ""
    return name, f"under {_ms(most)}", f"{_ms(measured)}{processor}", met or _met(measured, most)


def _met(measured: float, most: float) -> str:
    return "yes" if measured < most else f"no: {measured / most:.1f} times as much"


def _ms(milliseconds: float) -> str:
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.1f} s".replace(".0 s", " s")
    return f"{milliseconds:.1f} ms".replace(".0 ms", " ms")
