"""One process as a server has it: `python -m bench.process serve FOLDER PAGES` or `… parse CONTENT`, measured, as JSON."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from subprocess import PIPE, Popen
from time import perf_counter, process_time, thread_time
from typing import Any

SEED = 5
_MEGABYTE = 1024  # kB
_PAGE = {"base_url": "https://localhost"}


@dataclass(frozen=True, slots=True)
class Process:
    """What one process said of itself; `ready` is the time until it could answer, `processor` what it worked of it."""

    ready: float
    processor: float
    memory: Mapping[str, float]
    pages: tuple[float, ...]
    compressed: tuple[float, ...]
    size: int


def run(*arguments: str) -> Process:
    """Start such a process, and wait for its end."""
    start = perf_counter()
    with Popen([sys.executable, "-m", "bench.process", *arguments], stdout=PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        ready = (perf_counter() - start) * 1000
        said = json.loads(process.stdout.readline())
    return Process(ready, said["processor"], said["memory"], tuple(said["pages"]), tuple(said["compressed"]), said["size"])


def memory() -> dict[str, float]:
    """The memory of this process in MB: all of it, what it shares with no other, and the most that it ever had."""
    kinds = {"Rss:": "all", "Private_Clean:": "own", "Private_Dirty:": "own", "VmHWM:": "most"}
    found = dict.fromkeys(kinds.values(), 0.0)
    for name in ("smaps_rollup", "status"):
        for line in Path(f"/proc/self/{name}").read_text().splitlines():
            kind = kinds.get(line.split()[0])
            if kind:
                found[kind] += int(line.split()[1]) / _MEGABYTE
    return found


def _serve(folder: Path, how_many: int) -> dict[str, Any]:
    from bench.served import served  # noqa: PLC0415 - what is imported is part of what is measured

    app = served(folder)
    client = app.test_client()
    assert client.get("/health").status_code == 200  # the website answers from here on
    print("ready", flush=True)
    found: dict[str, Any] = {"processor": process_time() * 1000, "pages": [], "compressed": [], "size": 0}
    sizes: list[int] = [0]
    for raw in _raw(app, how_many):
        with client.session_transaction(**_PAGE) as session:
            session["check"] = raw
        for kind, encoding in (("pages", "identity"), ("compressed", "gzip")):
            start = thread_time()
            answer = client.get("/check/results", headers={"Accept-Encoding": encoding}, **_PAGE)
            found[kind].append((thread_time() - start) * 1000)
            assert answer.status_code == 200
            sizes.append(len(answer.data) if kind == "pages" else 0)
    return {**found, "size": max(sizes), "memory": memory()}


def _raw(app: Any, how_many: int) -> list[dict[str, Any]]:
    from bench.households import raw_households  # noqa: PLC0415
    from directory.web.site import the_site  # noqa: PLC0415

    with app.app_context():
        households = raw_households(the_site().catalogue, how_many, SEED)
    return [{**raw, "children": raw["children"][:1]} for raw in households]


def _parse(content: Path) -> dict[str, Any]:
    """Start without a build: read the files. No website, so it is less than what a server would need."""
    from directory.checker import Checker  # noqa: PLC0415
    from directory.content import read_content  # noqa: PLC0415

    catalogue = read_content(content, date(2026, 11, 23)).catalogue
    assert catalogue
    kept = Checker(catalogue)
    print("ready", flush=True)
    found = {"processor": process_time() * 1000, "offers": len(kept.rules)}
    return {**found, "pages": [], "compressed": [], "size": 0, "memory": memory()}


if __name__ == "__main__":
    what, path = sys.argv[1], Path(sys.argv[2])
    print(json.dumps(_serve(path, int(sys.argv[3])) if what == "serve" else _parse(path)))
