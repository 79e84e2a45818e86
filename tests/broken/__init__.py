"""Broken content: each folder here is laid over the small good content of `_good`, and says what the check must print."""

import shutil
from datetime import date
from pathlib import Path

BROKEN = Path(__file__).parent
TODAY = date(2026, 11, 23)
CASES = sorted(folder.name for folder in BROKEN.iterdir() if (folder / "expected.txt").is_file())
_NOT_CONTENT = shutil.ignore_patterns("expected.txt", "missing.txt")


def content_of(case: str, under: Path) -> Path:
    """A content folder with the files of a case over the good ones. The files named in `missing.txt` are left out."""
    folder = under / "offers_data"
    shutil.copytree(BROKEN / "_good", folder, ignore=_NOT_CONTENT)
    if case != "_good":
        shutil.copytree(BROKEN / case, folder, ignore=_NOT_CONTENT, dirs_exist_ok=True)
    missing = BROKEN / case / "missing.txt"
    for name in missing.read_text().split() if missing.is_file() else ():
        (folder / name).unlink()
    return folder


def good_content(under: Path) -> Path:
    """A content folder without a fault: six questions, two councils, two offers."""
    return content_of("_good", under)


def expected(case: str) -> str:
    """What `kinship-offer check` prints about a case."""
    return (BROKEN / case / "expected.txt").read_text(encoding="utf-8")
