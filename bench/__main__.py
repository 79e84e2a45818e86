"""Measures everything and writes docs/benchmarks.md. `python -m bench --quick` measures less, and only prints.

With `--search`, only search is measured, and only printed.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import thread_time
from zoneinfo import ZoneInfo

from bench import (
    comparing,
    engine,
    hand_outs,
    instead,
    load,
    machine,
    process,
    relevance,
    report,
    search,
    search_report,
    site,
)
from bench.generated import generated
from directory.build import Made, write_build
from directory.checker import Checker
from directory.content import read_content
from directory.models import Catalogue
from directory.publish import publish

ROOT = Path(__file__).parents[1]
CONTENT, PAGE = ROOT / "offers_data", ROOT / "docs" / "benchmarks.md"
SIZES, QUICK_SIZES = (1_000, 10_000, 100_000), (1_000, 2_000)
SEARCHED, QUICK_SEARCHED, LARGE = (1_000, 10_000), (200, 1_000), 100_000  # the large one takes 40 minutes
_SEED = 11
_SEARCH = "## Search"  # where the part about it begins


def main(quick: bool, only_search: bool, large: bool) -> None:
    """Measure, print the page, and keep it. The part about the search can be measured, and kept, by itself."""
    rest = PAGE.read_text(encoding="utf-8").partition(_SEARCH)[0] if only_search else report.report(_measured(quick))
    found = f"{_search(quick, large)}\n\n{relevance.section(_real())}"
    text = "".join(line.rstrip() + "\n" for line in f"{rest.rstrip()}\n\n{found}".splitlines())
    print(text)
    if not quick:
        PAGE.write_text(text, encoding="utf-8")


def _search(quick: bool, large: bool) -> str:
    real = _real()
    with TemporaryDirectory() as folder:
        builds = Path(folder) / "builds"
        publish(Made(real), builds, datetime.now(UTC))
        loaded = load.why_not() or load.load(builds, real, 2 if quick else 20)
    sizes, cases = (QUICK_SEARCHED, 20) if quick else ((*SEARCHED, *[LARGE] * large), 200)
    return search_report.section(tuple(search.searched(size, cases) for size in sizes), loaded)


def _measured(quick: bool) -> report.Results:
    people, rounds = (20, 2) if quick else (300, 5)
    real = _real()
    with TemporaryDirectory() as folder:
        work = Path(folder)
        publish(Made(real), work / "real", datetime.now(UTC))
        builds = site.builds(CONTENT, work, rounds)
        starts = site.starts(CONTENT, work / "real", rounds)
        pages = site.pages(work / "real", people, _SEED)
        handed = hand_outs.hand_outs(work / "real", max(3, people // 15), _SEED + 3)
        sizes = tuple(_size(real, size, work, people) for size in (QUICK_SIZES if quick else SIZES))
    checker = Checker(generated(real, QUICK_SIZES[-1] if quick else SIZES[-1]))
    return report.Results(
        rules=len(engine.rules_of(checker.catalogue, checker)),
        sizes=sizes,
        sharing=engine.sharing(checker, people // 3, _SEED + 1),
        comparing=comparing.comparisons(Checker(comparing.eight_columns(checker.catalogue)), people, _SEED + 3),
        exact=engine.exactness(checker, people // 6, _SEED + 2),
        most_completions=instead.MOST_COMPLETIONS,
        pages=pages,
        hand_outs=handed,
        builds=builds,
        starts=starts,
        machine=machine.description(),
    )


def _real() -> Catalogue:
    reading = read_content(CONTENT, datetime.now(ZoneInfo("Europe/London")).date())
    if reading.catalogue is None:
        sys.exit("The content has faults: run `kinship-offer check`, and correct them first.")
    return reading.catalogue


def _size(real: Catalogue, size: int, work: Path, people: int) -> report.Size:
    catalogue = generated(real, size)
    write_build(Made(catalogue), work / str(size), datetime.now(UTC))
    start = thread_time()
    checker = Checker(catalogue)
    taken = (thread_time() - start) * 1000
    area = next(iter(catalogue.councils))
    return report.Size(
        offers=size,
        in_area=len(checker.coverage.offers((area,))),
        checker=taken,
        request=engine.one_request(checker, people, _SEED),
        served=process.run("serve", str(work / str(size)), str(max(20, people // 5))),
    )


if __name__ == "__main__":
    main("--quick" in sys.argv, "--search" in sys.argv, "--large" in sys.argv)
