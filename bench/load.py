"""Whole pages of search results from two gunicorn workers, asked for by wrk."""

import re
import shutil
import socket
import sys
from dataclasses import dataclass
from json import dumps
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, run
from time import sleep
from urllib.error import URLError
from urllib.parse import quote_plus
from urllib.request import urlopen

from directory.models import ENGLISH, Catalogue

WORKERS = 2
_CONNECTIONS, _TICKS = 8, 100  # ticks: of the processor's clock in a second, on Linux
_FILTERS = ("", "&kind=service", "&category=money&arrangement=informal", "&near=LS1")
_ASK = """
local paths, at = {paths}, 0
request = function() at = at % #paths + 1; return wrk.format("GET", paths[at]) end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk said: pages a second, of which `failed` were no page, the slowest of 99 in 100 in milliseconds; and what the
    workers themselves spent on a page, in milliseconds of the processor."""

    rate: float
    failed: int
    p99: float
    worked: float


def why_not() -> str | None:
    """Why this cannot be measured here."""
    return None if shutil.which("wrk") else "wrk is not installed (apt-get install wrk)"


def paths(catalogue: Catalogue) -> list[str]:
    """Addresses of result pages: every name in the thesaurus, with and without filters and a place."""
    names = [name for concept in catalogue.terms[ENGLISH] for name in concept.names]
    return [f"/search?q={quote_plus(name)}{_FILTERS[number % len(_FILTERS)]}" for number, name in enumerate(names)]


def load(builds: Path, catalogue: Catalogue, seconds: int) -> Load:
    """Serve the build in use as in production, and ask for pages one after the other, eight at a time."""
    port = _free_port()
    command = [str(Path(sys.executable).with_name("kinship-offer")), "serve", "--builds", str(builds)]
    script = builds.parent / "paths.lua"
    script.write_text(_ASK.format(paths="{" + ", ".join(map(dumps, paths(catalogue))) + "}"), encoding="utf-8")
    with Popen([*command, "--port", str(port), "--workers", str(WORKERS)], stdout=DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(f"{address}/health")
            _wrk(address, script, 2)
            before = _worked(server.pid)
            said = _wrk(address, script, seconds)
            return _load(said, _worked(server.pid) - before)
        finally:
            server.terminate()


def _wrk(address: str, script: Path, seconds: int) -> str:
    command = ["wrk", "--latency", "-t1", f"-c{_CONNECTIONS}", f"-d{seconds}s", "-s", str(script), address]
    return run(command, stdout=PIPE, text=True, check=True).stdout


def _load(said: str, worked: float) -> Load:
    """What wrk printed, as numbers."""
    requests = int(re.findall(r"(\d+) requests in", said)[0])
    failed = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", said)))
    failed += sum(map(int, re.findall(r"(?:connect|read|write|timeout) (\d+)", said)))
    ((number, unit),) = re.findall(r"99%\s+([\d.]+)(us|ms|s)", said)
    p99 = float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
    return Load(float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0]), failed, p99, worked / max(requests, 1))


def _worked(master: int) -> float:
    """The milliseconds that the workers of a gunicorn have worked so far."""
    workers = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    ticks = (Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()[11:13] for worker in workers)
    return sum(int(user) + int(system) for user, system in ticks) * 1000 / _TICKS


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            with urlopen(address) as answer:  # noqa: S310 - an address on this machine
                answer.read()
                return
        except URLError:
            sleep(0.1)
    raise TimeoutError(f"nothing answers at {address}")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
