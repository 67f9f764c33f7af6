"""Lists inside one cell: evidence, requirements and sources, one to a line, parts between bars.

2012 | Annual report | 40 firms | Forty firms took part.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from practices.forms.lines import (
    MOST_LINES,
    SOME,
    Line,
    RequirementLine,
    SourceLine,
    StatementLine,
)
from practices.partial_dates import PartialDate
from practices.sheets.cells import folded
from practices.sheets.names import Words
from practices.writing.manuscript import Need, Statement

BAR, ESCAPE = "|", "\\"
CORE, OPTIONAL = "core", "optional"
MOST_LISTED = 12


def joined(parts: Sequence[str]) -> str:
    """One line; a bar, a backslash or a line break inside a part is written with a backslash."""
    escaped = (
        part.replace(ESCAPE, ESCAPE * 2).replace(BAR, ESCAPE + BAR).replace("\n", f"{ESCAPE}n")
        for part in parts
    )
    return f" {BAR} ".join(escaped)


def split(line: str) -> list[str]:
    """The parts of a line."""
    parts, letters = [""], iter(line)
    for letter in letters:
        if letter == BAR:
            parts.append("")
        elif letter == ESCAPE:
            parts[-1] += _unescaped(next(letters, ""))
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def _unescaped(letter: str) -> str:
    if letter == "n":
        return "\n"
    return letter if letter in {BAR, ESCAPE} else ESCAPE + letter


def write_statements(statements: Iterable[Statement]) -> str:
    return "\n".join(
        joined([_date(each), each.source, each.figure, each.text]) for each in statements
    )


def _date(statement: Statement) -> str:
    known = statement.dated_on
    return str(PartialDate(known, statement.date_precision)) if known else ""


def read_statements(cell: str) -> tuple[Statement, ...]:
    """Date, source, figure and text; the last one alone will do."""

    def read(parts: list[str]) -> Statement:
        names = {1: ("text",), 2: ("dated_on", "text"), 3: ("dated_on", "source", "text")}
        data = _cleaned(
            StatementLine,
            _named(parts, names.get(len(parts), ("dated_on", "source", "figure", "text"))),
        )
        known: PartialDate | None = data["dated_on"]
        return Statement(
            text=data["text"],
            source=data["source"],
            figure=data["figure"],
            dated_on=known.on if known else None,
            date_precision=known.precision if known else "year",
        )

    return _each(cell, read)


def write_needs(needs: Iterable[Need], kinds: Words) -> str:
    return "\n".join(
        joined(
            [kinds.word(each.kind), str(each.needed), CORE if each.is_core else OPTIONAL, each.text]
        )
        for each in needs
    )


def read_needs(cell: str, kinds: Words) -> tuple[Need, ...]:
    """Kind, level from 1 to 3, core or optional, and the sentence; kind and sentence will do."""

    def read(parts: list[str]) -> Need:
        names = {2: ("kind", "text"), 3: ("kind", "needed", "text")}
        typed = _named(parts, names.get(len(parts), ("kind", "needed", "is_core", "text")))
        kind = kinds.value(typed.get("kind", ""))
        if kind is None:
            raise ValidationError(one_of(typed.get("kind", ""), kinds))
        is_core = _is_core(typed.pop("is_core", ""))
        needed = typed.get("needed", "")[:1]
        data = _cleaned(RequirementLine, {**typed, "kind": kind, "needed": needed})
        return Need(data["kind"], data["needed"] or SOME, data["text"], is_core)

    return _each(cell, read)


def _is_core(text: str) -> bool:
    wanted = folded(text)
    if wanted in {"", CORE, "yes", "true", "1"}:
        return True
    if wanted in {OPTIONAL, "no", "false", "0"}:
        return False
    raise ValidationError(
        _("“%(word)s” is neither “core” nor “optional”. Write one of them."),
        params={"word": text[:40]},
    )


def write_sources(sources: Iterable[Mapping[str, Any]]) -> str:
    return "\n".join(
        joined([str(each.get("label") or ""), str(each.get("url") or "")]) for each in sources
    )


def read_sources(cell: str) -> list[dict[str, str]]:
    """What it is and its web address; an address alone is its own name."""

    def read(parts: list[str]) -> dict[str, str]:
        typed = _named(parts, ("label", "url"))
        if len(parts) == 1 and parts[0].startswith(("http://", "https://")):
            typed["url"] = parts[0]
        data = _cleaned(SourceLine, typed)
        return {"label": data["label"], "url": data["url"]}

    return list(_each(cell, read))


def one_of(text: str, words: Words) -> str:
    """The sentence for a word that is not in its list."""
    near = words.nearest(text)
    if near:
        return _("“%(word)s” is not in the list. Did you mean “%(near)s”?") % {
            "word": text[:80],
            "near": near,
        }
    if len(words.words) > MOST_LISTED:
        return _("“%(word)s” is not in the list. Choose from the template.") % {"word": text[:80]}
    return _("“%(word)s” is not in the list. Choose from: %(list)s.") % {
        "word": text[:80],
        "list": ", ".join(words.words.values()),
    }


def _named(parts: list[str], names: Sequence[str]) -> dict[str, str]:
    if len(parts) > len(names):
        raise ValidationError(
            _(
                "There are %(found)s parts, at most %(most)s are known. "
                "Write a bar inside a text as \\|."
            ),
            params={"found": len(parts), "most": len(names)},
        )
    return dict(zip(names, parts, strict=False))


def _cleaned(line: type[Line], typed: Mapping[str, str]) -> dict[str, Any]:
    """As the form checks a line, without building a form for each."""
    data = {
        name: field.clean(typed.get(name, ""))
        for name, field in line.base_fields.items()
        if name != "is_core"
    }
    for name, sentence in line.needed_fields.items():
        if not data[name]:
            raise ValidationError(str(sentence))
    return data


def _each[T](cell: str, read: Callable[[list[str]], T]) -> tuple[T, ...]:
    """Every line that is not empty; a problem says in which line it is, where there are several."""
    lines = [line for line in cell.split("\n") if line.strip()]
    if len(lines) > MOST_LINES:
        raise ValidationError(
            _("There are %(found)s lines. Keep the %(most)s most useful ones."),
            params={"found": len(lines), "most": MOST_LINES},
        )
    made: list[T] = []
    for number, line in enumerate(lines, start=1):
        try:
            made.append(read(split(line)))
        except ValidationError as error:
            if len(lines) == 1:
                raise
            said = " ".join(error.messages)
            raise ValidationError(
                _("Line %(number)s: %(said)s"), params={"number": number, "said": said}
            ) from None
    return tuple(made)
