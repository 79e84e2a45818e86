"""Sessions: one encrypted cookie that ends with the browser. Nothing about anybody is kept on this side."""

import json
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.datastructures import CallbackDict

COOKIE = "session"
_LARGEST = 3900  # bytes: browsers drop a cookie of 4 kB without a word
_LARGEST_UNPACKED = 64 * 1024


class Session(CallbackDict[str, Any], SessionMixin):
    """What the cookie holds. It is sent back only when something was put into it or taken out."""

    def __init__(self, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(initial, on_update=Session._changed)
        self.modified = False

    def _changed(self) -> None:
        self.modified = True


class EncryptedSessions(SessionInterface):
    """Reads and writes the cookie. One that was changed, or made with another key, is as if there were none."""

    def __init__(self, key: bytes) -> None:
        self.cipher = Fernet(key)

    def open_session(self, app: Flask, request: Request) -> Session:  # noqa: ARG002
        """What the reader's browser sent back."""
        try:
            packed = self.cipher.decrypt(request.cookies.get(COOKIE, "").encode())
            unpacked = zlib.decompressobj().decompress(packed, _LARGEST_UNPACKED)
            return Session(json.loads(unpacked))
        except (InvalidToken, zlib.error, ValueError):
            return Session()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:  # noqa: ARG002
        """Send it back, or have it deleted when nothing is left in it. Answers too long for a cookie stay as they were."""
        if not session.modified:
            return
        if not session:
            response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Lax")
            return
        assert isinstance(session, Mapping)
        sealed = self.sealed(session)
        if len(sealed) <= _LARGEST:
            response.set_cookie(COOKIE, sealed, secure=True, httponly=True, samesite="Lax")

    def sealed(self, held: Mapping[str, Any]) -> str:
        """What the cookie says when it holds this."""
        written = json.dumps(held, separators=(",", ":"), ensure_ascii=False)
        return self.cipher.encrypt(zlib.compress(written.encode("utf-8", "replace"))).decode()

    def fits(self, held: Mapping[str, Any], beside: int = 0) -> bool:
        """Whether a cookie can hold this, with so many characters left for the rest."""
        return len(self.sealed(held)) <= _LARGEST - beside


def init(app: Flask) -> None:
    """Use SECRET_KEY from the environment (32 bytes in URL-safe base64), else a key made once and kept beside the builds."""
    folder: Path = app.extensions["shelf"].folder
    given = os.environ.get("SECRET_KEY")
    app.session_interface = EncryptedSessions(given.encode() if given else _kept_key(folder / "secret.key"))


def _kept_key(path: Path) -> bytes:
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(Fernet.generate_key())
    return path.read_bytes()
