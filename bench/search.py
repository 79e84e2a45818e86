"""Search, side by side: `python -m bench.search SIZE CASES` makes the offers, asks every engine in turn, and prints JSON.

A process of its own for each size, so that the memory of one is not counted for another.
"""

import json
import sys
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from random import Random
from subprocess import PIPE, run
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from bench import process
from bench.search_engines import Case, Engine, Fts5, Ours
from bench.tantivy import Tantivy
from bench.timing import Times, race
from bench.worded import SEED, queries, worded
from directory.build import Made
from directory.content import read_content
from directory.models import Catalogue
from directory.publish import publish
from directory.search import SEARCH, Knowledge, Query, SearchIndex
from directory.search.writing import write_index
from directory.truth import Verdict

ROOT = Path(__file__).parents[1]
OURS, BUILD = "ours", "ours, the whole build"
DAY = date(2026, 11, 23)
_CASES = 7  # of each kind are not timed: caches fill


@dataclass(frozen=True, slots=True)
class Searched:
    """What was measured of one size: times in milliseconds, memory in MB. `pages`: a page from each engine; `ours`: other
    things that ours is asked; `builds`: seconds of the processor that each engine takes to index all offers."""

    offers: int
    pages: dict[str, list[float]]
    ours: dict[str, list[float]]
    builds: dict[str, float]
    opening: float
    update: float
    memory: dict[str, float]


def searched(size: int, cases: int) -> Searched:
    """Measure one size in a fresh process."""
    command = [sys.executable, "-m", "bench.search", str(size), str(cases)]
    return Searched(**json.loads(run(command, stdout=PIPE, check=True, cwd=ROOT).stdout))


def _measured(real: Catalogue, size: int, how_many: int, work: Path) -> Searched:
    catalogue = worded(real, size)
    builds: dict[str, float] = {}
    engines: dict[str, Engine] = {}

    start = process_time()
    publish(Made(catalogue), work / "builds", datetime.now(UTC))
    builds[BUILD] = process_time() - start
    folder = work / "builds" / "current" / SEARCH
    start = process_time()
    engines[OURS] = Ours(catalogue, folder)
    opening = (process_time() - start) * 1000
    others: dict[str, Any] = {"SQLite FTS5": Fts5} | ({"tantivy-py": Tantivy} if find_spec("tantivy") else {})
    for name, kind in others.items():
        start = process_time()
        engines[name] = kind(catalogue, work / name, DAY)
        builds[name] = process_time() - start

    cases = cases_for(catalogue, real, how_many + _CASES)
    ways = {name: engine.page for name, engine in engines.items()}
    race(ways, cases[:_CASES])
    return Searched(
        offers=size,
        pages=_lists(race(ways, cases[_CASES:])),
        ours=_lists(_other_ways(catalogue, engines[OURS], cases)),
        builds=builds,
        opening=opening,
        update=_update(catalogue, folder, work),
        memory=dict(process.run("serve", str(work / "builds"), "20").memory),
    )


def cases_for(catalogue: Catalogue, real: Catalogue, how_many: int) -> list[Case]:
    """Queries, each from a household in some council whose answers rule out a third of what is there for it."""
    random = Random(SEED)  # noqa: S311
    by_area: dict[str, list[str]] = {}
    for offer in catalogue.offers.values():
        by_area.setdefault(offer.areas[0], []).append(offer.slug)
    areas = list(real.councils)
    found = []
    for query in queries(real, how_many, SEED):
        seen = by_area.get("england", []) + by_area.get(random.choice(areas), [])
        verdicts = {slug: random.choice(list(Verdict)) for slug in seen}
        found.append(Case(query, Knowledge(DAY, verdicts)))
    return found


def _other_ways(catalogue: Catalogue, engine: Any, cases: list[Case]) -> dict[str, Times]:
    index: SearchIndex = engine.index
    all_no = Knowledge(DAY, {slug: (Verdict.NO, Verdict.MAYBE)[n % 3 > 0] for n, slug in enumerate(catalogue.offers)})
    ways = {
        "a verdict for every offer": lambda case: index.find(case.query, all_no),
        "browsing, no words": lambda case: index.find(replace(case.query, text=""), case.knowledge),
        "a quoted phrase": lambda case: index.find(Query(_phrase(case)), case.knowledge),
        "a word with a typing error": lambda case: index.find(Query(case.query.text + "xq"), case.knowledge),
        "suggestions": lambda case: index.suggest(case.query.text[:4]),
    }
    race(ways, cases[:_CASES])
    return race(ways, cases[_CASES:])


def _phrase(case: Case) -> str:
    return f'"{" ".join(case.query.text.split()[:2])}"'


def _update(catalogue: Catalogue, folder: Path, work: Path) -> float:
    """One offer changed: milliseconds until the new index is written and open."""
    slug, offer = next(iter(catalogue.offers.items()))
    texts = {one: replace(text, title="Changed") for one, text in offer.texts.items()}
    changed = replace(catalogue, offers={**catalogue.offers, slug: replace(offer, texts=texts)})
    start = process_time()
    write_index(changed, work / "updated", before=folder)
    SearchIndex(work / "updated", changed, {})
    return (process_time() - start) * 1000


def _lists(times: dict[str, Times]) -> dict[str, list[float]]:
    return {name: list(some.all) for name, some in times.items()}


if __name__ == "__main__":
    content = read_content(ROOT / "offers_data", DAY).catalogue
    assert content
    with TemporaryDirectory() as made:
        sys.stdout.write(json.dumps(asdict(_measured(content, int(sys.argv[1]), int(sys.argv[2]), Path(made)))))
