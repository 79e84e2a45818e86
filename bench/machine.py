"""The machine that measures: what matters for the numbers, and nothing that names it."""

import os
import platform
from pathlib import Path


def description() -> str:
    """Processor, cores, memory and Python, in one sentence."""
    return (
        f"{os.cpu_count()} cores ({_field('/proc/cpuinfo', 'model name')}), "
        f"{int(_field('/proc/meminfo', 'MemTotal').split()[0]) / 1024**2:.0f} GB of memory, "
        f"{platform.system()}, Python {platform.python_version()}. "
        f"When the run ended, {os.getloadavg()[0]:.1f} programs were working at once on average."
    )


def _field(path: str, name: str) -> str:
    lines = Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "0 unknown")
