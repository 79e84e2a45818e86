"""The style sheet and the script, under names that change with their content, so that browsers may keep them for a year."""

import shutil
from hashlib import sha256
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

_SOURCE = Path(__file__).parent / "static"
_YEAR = 31_536_000


def init(app: Flask, folder: Path) -> None:
    """Publish the files in `folder`, compressed beside themselves, and serve them from there below /static/."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {path.name: _publish(path, folder) for path in _SOURCE.iterdir() if path.is_file()}
    app.extensions["assets"] = {f"/static/{name}": folder / name for name in names.values()}
    app.add_template_global(lambda name: f"/static/{names[name]}", "asset")
    app.wsgi_app = WhiteNoise(app.wsgi_app, root=str(folder), prefix="static/", max_age=_YEAR)  # type: ignore[method-assign]


def _publish(path: Path, folder: Path) -> str:
    name = f"{path.stem}.{sha256(path.read_bytes()).hexdigest()[:12]}{path.suffix}"
    if not (folder / name).exists():
        shutil.copyfile(path, folder / name)
        list(Compressor(quiet=True).compress(str(folder / name)))
    return name
