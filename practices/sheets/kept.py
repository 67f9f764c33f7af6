"""A text as JSON, so that an import can be undone."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from practices.writing.manuscript import FIELDS, Manuscript, Need, Statement

DATES: Final = ("starts_on", "ends_on")


def kept(text: Manuscript) -> dict[str, Any]:
    """Everything that `restored()` needs."""
    content = {column: text[column] for column in FIELDS if column in text.content}
    return {
        "content": content | {name: _out(content.get(name)) for name in DATES},
        "tag_names": list(text.tag_names),
        "industry_codes": list(text.industry_codes),
        "statements": [
            asdict(each) | {"dated_on": _out(each.dated_on)} for each in text.statements
        ],
        "requirements": [asdict(each) for each in text.requirements],
    }


def restored(data: Mapping[str, Any]) -> Manuscript:
    content = {**data["content"], **{name: _in(data["content"][name]) for name in DATES}}
    return Manuscript(
        content,
        tag_names=tuple(data["tag_names"]),
        industry_codes=tuple(data["industry_codes"]),
        statements=tuple(
            Statement(**{**each, "dated_on": _in(each["dated_on"])}) for each in data["statements"]
        ),
        requirements=tuple(Need(**each) for each in data["requirements"]),
    )


def _out(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _in(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
