"""Documents: content files as read, with the line of every field, kept from one build to the next by their hash."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from directory.content.markdown import LONGEST, safe_html
from directory.content.yaml_text import Data, YamlFault, read_yaml
from directory.problems import Problem

_FENCE = "---"
_LINE_END = re.compile(r"\r\n|\r|\n")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TRANSLATED = re.compile(r"(.+)\.([A-Za-z_]{2,10})\.md")
_READERS = [Path(__file__).with_name(f"{name}.py") for name in ("documents", "markdown", "yaml_text")]


def _reader() -> bytes:
    """Which code reads the files: what another version has read is read again."""
    libraries = " ".join(version(name) for name in ("Markdown", "nh3", "PyYAML"))
    return hashlib.sha256(libraries.encode() + b"".join(path.read_bytes() for path in _READERS)).digest()


_READER = _reader()


def _one_line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its data, the line of each field, and for Markdown the text below the front matter and its HTML."""

    path: str
    data: Data
    lines: Mapping[str, int]
    body: str = ""
    body_line: int = 0
    html: str = ""

    def line(self, field: str) -> int:
        """The line of a field, or of the nearest one around it."""
        while field not in self.lines and field:
            field = field[: max(field.rfind("."), field.rfind("["), 0)]
        return self.lines.get(field, 1)

    def problem(self, field: str, what: str, do: str, *, warning: bool = False, line: int = 0) -> Problem:
        """A problem at this field of this file. Whatever is quoted in it, it is one line."""
        return Problem(self.path, line or self.line(field), _one_line(field), _one_line(what), _one_line(do), warning)


class Unread:
    """Names that a file with a fault means to give. To use one is no fault: only the file that gives it is at fault."""

    def __init__(self) -> None:
        self._names: set[tuple[str, str]] = set()
        self._files: set[str] = set()

    def add(self, file: str, names: Iterable[str]) -> None:
        """These names may stand in that file, which has a fault."""
        self._names.update((file, name) for name in names)

    def add_all(self, file: str) -> None:
        """Any name may stand in that file, which cannot be read."""
        self._files.add(file)

    def any_in(self, file: str) -> bool:
        """Whether a name of this file could not be read."""
        return file in self._files or any(of == file for of, _ in self._names)

    def has(self, file: str, name: str) -> bool:
        """Whether the name may be one that could not be read."""
        return file in self._files or (file, name) in self._names


class Documents:
    """Reads files, and reads only those again that are not known from before.

    `known` is what an earlier build read without a fault, by the hash of path and content; `seen` is the same for this one.
    """

    def __init__(self, folder: Path, known: Mapping[str, Document] | None = None) -> None:
        self.folder = folder
        self.known = known or {}
        self.seen: dict[str, Document] = {}
        self.problems: list[Problem] = []
        self.unread = Unread()

    def names(self, under: str, ending: str) -> frozenset[str]:
        """The names of the files below a folder, whether they can be read or not."""
        return frozenset(path.name.removesuffix(ending) for path in self._paths(under, ending))

    def translations(self, under: str) -> Iterator[tuple[str, str, Document]]:
        """Every readable translation below a folder, `<slug>.<language>.md`: slug, language, document."""
        for path in self._paths(under, ".md", translated=True):
            name = _TRANSLATED.fullmatch(path.name)
            if name and (document := self.read(path)):
                yield name[1], name[2], document

    def named(self, under: str, ending: str) -> dict[str, Document]:
        """Every readable file below a folder, by its name without the ending: the slug."""
        found: dict[str, Document] = {}
        taken: dict[str, str] = {}
        for path in self._paths(under, ending):
            shown, slug = self.shown(path), path.name.removesuffix(ending)
            if not SLUG.fullmatch(slug):
                do = "Name the file with small letters, digits and single hyphens, like child-benefit."
                self.problems.append(Problem(shown, 1, "", f'"{slug}" is no slug.', do))
            if slug in taken:
                what = f'The slug "{slug}" is taken by {taken[slug]}.'
                self.problems.append(Problem(shown, 1, "", what, "Rename one of the two files."))
            document = self.read(path)
            if document is None:
                self.unread.add(under, [slug])
            elif slug not in taken:
                found[slug] = document
            taken.setdefault(slug, shown)
        return found

    def one(self, name: str) -> Document | None:
        """One file that must be there."""
        path = self.folder / name
        document = None
        if path.is_file():
            document = self.read(path)
        else:
            self.problems.append(Problem(self.shown(path), 1, "", "This file is missing.", "Put it back."))
        if document is None:
            self.unread.add_all(name)
        return document

    def read(self, path: Path) -> Document | None:
        """The file as a document; None, and a problem, where it cannot be read."""
        before = len(self.problems)
        content = self.content(path)
        if content is None:
            return None
        name = str(path.relative_to(self.folder))
        key = hashlib.sha256(b"\0".join((_READER, name.encode(errors="surrogateescape"), content))).hexdigest()
        document = self.known.get(key) or self._parse(self.shown(path), content)
        if document and len(self.problems) == before:
            self.seen[key] = document
        return document

    def content(self, path: Path) -> bytes | None:
        """The bytes of a file; None, and a problem, where there are none to be had."""
        try:
            return path.read_bytes()
        except OSError as error:
            what = f"This file cannot be opened: {(error.strerror or 'unknown reason').lower()}."
            self.problems.append(Problem(self.shown(path), 1, "", what, "Look whether it is there and may be read."))
            return None

    def text(self, path: Path) -> str | None:
        """The text of a file; None, and a problem, where there is none to be had."""
        content = self.content(path)
        return None if content is None else self._decoded(self.shown(path), content)

    def _paths(self, under: str, ending: str, *, translated: bool = False) -> list[Path]:
        """The content files below a folder. One that an author may take for a content file, but that is none, is told."""
        found = []
        for path in sorted((self.folder / under).rglob("*")):
            if path.name.startswith(".") or path.is_dir():
                continue
            if path.name.endswith(ending):
                found += [path] * (translated == bool(_TRANSLATED.fullmatch(path.name)))
            else:
                what = f"This file is not read, because its name does not end in {ending}."
                self.problems.append(Problem(self.shown(path), 1, "", what, "Rename it, or take it out.", True))
        return found

    def shown(self, path: Path) -> str:
        """The path as authors know it."""
        name = str(Path(self.folder.name) / path.relative_to(self.folder))
        return name.encode(errors="surrogateescape").decode(errors="replace")

    def _parse(self, path: str, content: bytes) -> Document | None:
        text = self._decoded(path, content)
        if text is None:
            return None
        try:
            return self._markdown(path, text) if path.endswith(".md") else self._yaml(path, text)
        except YamlFault as fault:
            for told in (*fault.before, fault):
                self._add(path, told)
        return None

    def _decoded(self, path: str, content: bytes) -> str | None:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            what = f"This is not UTF-8: byte {error.object[error.start]:#04x}."
            self.problems.append(Problem(path, line, "", what, "Save the file with the encoding UTF-8."))
            return None

    def _yaml(self, path: str, text: str, first_line: int = 1) -> Document:
        data, lines, faults = read_yaml(text, first_line)
        for fault in faults:
            self._add(path, fault)
        return Document(path, data, lines)

    def _markdown(self, path: str, text: str) -> Document:
        lines = _LINE_END.split(text)
        fences = [n for n, line in enumerate(lines) if line.rstrip() == _FENCE]
        if fences[:1] != [0]:
            raise YamlFault(1, "", "The first line is not ---.", "Put the fields at the top between two lines of ---.")
        if len(fences) == 1:
            raise YamlFault(1, "", "No second line of --- ends the fields at the top.", "Add it above the text.")
        end = fences[1]
        top = self._yaml(path, "\n".join(lines[1:end]), first_line=2)
        body = "\n".join(lines[end + 1 :])
        return Document(path, top.data, top.lines, body, end + 2, self._html(path, body, end + 2))

    def _html(self, path: str, body: str, line: int) -> str:
        if len(body) > LONGEST:
            what = f"The text has {len(body)} characters; {LONGEST} are the most."
            self._add(path, YamlFault(line, "body", what, "Make it shorter, or two files of it."))
            return ""
        try:
            return safe_html(body)
        except RecursionError:
            what = "Lists or quotations are too deep inside each other."
            self._add(path, YamlFault(line, "body", what, "Write it flatter."))
            return ""

    def _add(self, path: str, fault: YamlFault) -> None:
        self.problems.append(Problem(path, fault.line, _one_line(fault.field), fault.what, fault.do))
