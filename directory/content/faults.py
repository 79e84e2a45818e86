"""Turns what pydantic finds wrong with a file into problems that an author can mend."""

import re
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from directory.content.documents import Document
from directory.problems import Problem, did_you_mean

Record = TypeVar("Record", bound=BaseModel)
_LONGEST = 60  # of a wrong value, as it is shown


def validated(schema: type[Record], document: Document, data: Any, field: str, problems: list[Problem]) -> Record | None:
    """The data as a record; None, and every fault as a problem, where it is not one. `field` is where the data stands."""
    try:
        return schema.model_validate(data)
    except ValidationError as error:
        for fault in error.errors():
            name = _field(field, fault["loc"])
            what, do = _words(schema, fault)
            problem = document.problem(name, what, do)
            if not any(problem.path == other.path and problem.field == other.field for other in problems):
                problems.append(problem)
    return None


def _field(field: str, place: tuple[int | str, ...]) -> str:
    for part in place:
        field = f"{field}[{part}]" if isinstance(part, int) else f"{field}.{part}" if field else str(part)
    return field


_POUNDS = ("an amount in pounds", 'Write it like "26.05": no £, no comma, two digits of pence, and not below 0.')
_NUMBERS = {
    "int": ("a whole number", "Write it in digits, like 16."),
    "greater": ("a number that is not below 0", "Write it in digits, like 16."),
    "bool": ("true or false", "Write `true` or `false`."),
    "decimal": _POUNDS,
    "finite": _POUNDS,
}


def _words(schema: type[BaseModel], fault: Any) -> tuple[str, str]:
    found, kind = fault["input"], fault["type"]
    if found == "" and kind != "extra_forbidden":
        return "This is empty.", _about(schema, fault["loc"])
    match kind:
        case "missing":
            return "This field is missing.", _about(schema, fault["loc"])
        case "extra_forbidden":
            names = _names(schema, fault["loc"][:-1])
            all_names = f"The fields are: {', '.join(names)}."
            return f'"{fault["loc"][-1]}" is not a field here.', did_you_mean(str(fault["loc"][-1]), names, all_names)
        case "enum" | "literal_error":
            words = re.findall(r"'([^']*)'", fault["ctx"]["expected"])
            if not isinstance(found, str):
                return f"{_stands(found)}, but one word is needed.", f"Write one of {', '.join(words)}."
            do = did_you_mean(found, words, "Use one of these words.")
            return f"{_shown(found)} is not one of {', '.join(words)}.", do
        case "string_too_short" | "too_short":
            return "This is empty.", _about(schema, fault["loc"])
        case "value_error":
            what, _, do = str(fault["ctx"]["error"]).partition(" | ")
            return what, do
    return _wrong_shape(found, kind)


def _wrong_shape(found: Any, kind: str) -> tuple[str, str]:
    match kind:
        case "list_type" | "tuple_type":
            return f"{_stands(found)}, but a list is needed.", 'Start each entry with "- " on its own line.'
        case "string_type":
            return f"{_stands(found)}, but a text is needed.", "Write one text, in quotes if it holds a colon."
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"{_stands(found)}, but fields are needed.", "Write `name: value` on lines of their own."
    needed, do = _NUMBERS.get(kind.partition("_")[0], ("something else", "docs/writing-an-offer.md says what."))
    return f"{_stands(found)}, but {needed} is needed.", do


def _stands(found: Any) -> str:
    if isinstance(found, str):
        return f"{_shown(found)} stands here"
    return "This is a list" if isinstance(found, list) else "This has fields of its own"


def _shown(found: str) -> str:
    return f'"{found}"' if len(found) <= _LONGEST else f'"{found[:_LONGEST]}…"'


def _names(schema: type[BaseModel], place: tuple[int | str, ...]) -> list[str]:
    inner = _inner(schema, place)
    return [field.alias or name for name, field in inner.model_fields.items()]


def _inner(schema: type[BaseModel], place: tuple[int | str, ...]) -> type[BaseModel]:
    """The schema at a place inside another one."""
    for part in place:
        field = schema.model_fields.get(str(part))
        schema = (field and _schema_in(field.annotation)) or schema
    return schema


def _schema_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_schema_in, get_args(annotation))), None)


def _about(schema: type[BaseModel], place: tuple[int | str, ...]) -> str:
    name = str(place[-1]) if place else ""
    inner = _inner(schema, place[:-1])
    for key, field in inner.model_fields.items():
        if name in (key, field.alias) and field.description:
            return field.description
    if place and isinstance(place[-1], int):
        return "Write something here, or take the entry out."
    return "Add it; docs/writing-an-offer.md says what it is for."
