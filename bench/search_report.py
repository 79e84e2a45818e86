"""The part of docs/benchmarks.md that is about search."""

from collections.abc import Iterator

from bench.load import WORKERS, Load
from bench.report import Rows, table
from bench.search import BUILD, OURS, Searched
from bench.timing import Times

_MOST = {1_000: 3, 10_000: 10, 100_000: 100}  # milliseconds for a page
_SECONDS, _MEGABYTES, _RATE = 60, 150, 300  # to build, and for a worker, with 10,000 offers; pages a second
_FOR = 10_000
_TOP = """## Search

A page is: any of three words, two filters, exact counts of ten facets, without what the household's answers rule out of
what its council shows, the best ten by words and distance, and the text around the words for each. All engines are asked
in turn for the same pages of the same made-up offers (380 words each, as frequent as in the real ones), after a few that
are not timed. Each is used in its usual way: FTS5 with a table of values and SQL, tantivy with terms, aggregations and
fast fields; tantivy cannot order by distance, so its best 100 are put in order in Python. For one word, all find the
same offers and the same counts (`tests/test_bench_search.py`). For three, ours leaves out what has only a common one of
them. Every time is of the processor: {note}.
"""
_OTHERS = """Other things that our engine is asked, and what an index of all offers costs. The whole build writes the records
too.
"""
_LOAD = """Whole pages of the real content, over HTTP, from {workers} gunicorn workers, with wrk on the same machine: the
names of the thesaurus as words, half of them with filters, one in four with a place.
"""


def section(found: tuple[Searched, ...], load: Load | str) -> str:
    """All that was measured of search. `load`: or why there is none."""
    sizes = tuple(f"{one.offers:,} offers" for one in found)
    note = "all on one thread" if len(found[0].pages) > 2 else "tantivy was not there (pip install tantivy)"
    parts = [
        _TOP.format(note=note),
        table(("Target", "Most", "Measured", "Met"), _targets(found, load)),
        table(("A page, median / 95 of 100 / times ours", *sizes), _pages(found)),
        _OTHERS,
        table(("", *sizes), [*((name, *(_two(one.ours[name]) for one in found)) for name in found[0].ours), *_costs(found)]),
        "### Whole pages of results\n",
        _LOAD.format(workers=WORKERS),
        f"Not measured: {load}.\n" if isinstance(load, str) else table(("", "Measured"), _load(load)),
    ]
    return "\n".join(parts)


def _targets(found: tuple[Searched, ...], load: Load | str) -> Rows:
    for one in found:
        if one.offers in _MOST:
            page = Times.of(one.pages[OURS]).p50
            yield (
                f"A page of {one.offers:,} offers",
                f"{_MOST[one.offers]} ms",
                f"{page:.1f} ms",
                _met(page, _MOST[one.offers]),
            )
        if one.offers == _FOR:
            taken, memory = one.builds[BUILD], one.memory["all"]
            yield f"Build of {_FOR:,} offers", f"{_SECONDS} s", f"{taken:.0f} s", _met(taken, _SECONDS)
            yield f"Memory of a worker, {_FOR:,} offers", f"{_MEGABYTES} MB", f"{memory:.0f} MB", _met(memory, _MEGABYTES)
    if isinstance(load, Load):
        possible = WORKERS * 1000 / load.worked  # if the workers had had the machine to themselves
        met = "not on so busy a machine; by the time of the processor, yes" if load.rate < _RATE <= possible else ""
        measured = f"{load.rate:.0f} ({possible:.0f} by the processor's time)"
        yield "Whole pages a second", f"{_RATE} or more", measured, met or _met(_RATE, load.rate)


def _pages(found: tuple[Searched, ...]) -> Rows:
    for name in found[0].pages:
        ratios = (Times.of(one.pages[name]).p50 / Times.of(one.pages[OURS]).p50 for one in found)
        yield name, *(f"{_two(one.pages[name])} / {ratio:.1f}" for one, ratio in zip(found, ratios, strict=True))


def _costs(found: tuple[Searched, ...]) -> Iterator[tuple[object, ...]]:
    for name in found[0].builds:
        yield f"Build: {name}", *(f"{one.builds[name]:.1f} s" for one in found)
    yield "Opening the index", *(f"{one.opening / 1000:.2f} s" for one in found)
    yield "One offer changed: index written and opened", *(f"{one.update / 1000:.1f} s" for one in found)
    yield "Memory of a worker of the site", *(f"{one.memory['all']:.0f} MB" for one in found)
    yield "of it, its own", *(f"{one.memory['own']:.0f} MB" for one in found)


def _load(load: Load) -> Rows:
    yield "Pages a second", f"{load.rate:.0f}"
    yield "Failed", load.failed
    yield "99 of 100 came within", f"{load.p99:.0f} ms"
    yield "Of the processor, for a page", f"{load.worked:.1f} ms"


def _two(milliseconds: list[float]) -> str:
    times = Times.of(milliseconds)
    return f"{times.p50:.1f} / {times.p95:.1f} ms"


def _met(measured: float, most: float) -> str:
    return "yes" if measured <= most else f"no: {measured / most:.1f} times as much"
