"""What a person writes, for tests: whole and ready to go out unless told otherwise."""

from datetime import datetime
from typing import Any

from practices.models import Practice, Revision, RevisionState, Translation
from practices.tests.factories import make_draft, make_revision, make_theme
from practices.writing.manuscript import Manuscript
from practices.writing.translations import mark_of, words_of

COMPLETE: dict[str, Any] = {
    "title": "Cluster school",
    "summary": "Managers of clusters learn from each other.",
    "organisation": "Region Skåne",
    "place": "Lund",
    "how_it_works": "They meet four times a year.",
    "evidence": "Forty managers took part.",
    "caveats": "No theme fits.",
}


def text(**changes: Any) -> Manuscript:
    """A complete text with these columns; lines and tags go by their own names."""
    parts = {
        name: changes.pop(name)
        for name in ("tag_names", "industry_codes", "statements", "requirements")
        if name in changes
    }
    return Manuscript({**COMPLETE, **changes}, **parts)


def sent(*, act: str = "save", seen: str = "", base: str = "", **fields: Any) -> dict[str, Any]:
    """A complete form as a browser sends it; `statements=[{...}]` and the like fill the lines."""
    data: dict[str, Any] = {"act": act, "seen": seen, "base": base, "language": "en"}
    for name in ("statements", "requirements", "sources"):
        lines = [*fields.pop(name, []), {}]
        data[f"{name}-TOTAL_FORMS"] = len(lines)
        data[f"{name}-INITIAL_FORMS"] = 0
        for number, line in enumerate(lines):
            data |= {f"{name}-{number}-{key}": value for key, value in line.items()}
    return data | COMPLETE | fields


def seen(revision: Revision) -> str:
    """What the form carries to say which text it shows."""
    return f"{revision.pk}:{revision.edit}"


def make_open(
    practice: Practice | None = None, *, state: str = RevisionState.DRAFT, **fields: Any
) -> Revision:
    """An open revision: of a practice never published, or a new version of a published one."""
    if practice is None:
        return make_draft(state=state, **fields).revisions.get()
    return make_revision(practice, state=state, **{"theme": make_theme(), **fields})


def make_entered(
    *, asked_at: datetime | None = None, confirmed_at: datetime | None = None, **fields: Any
) -> Revision:
    """Entered by the coordinator for the partner: a draft, or submitted once it was asked."""
    revision = make_open(**{"caveats": "No theme fits.", **fields})
    revision.is_entered_for_partner = True
    revision.partner_asked_at = asked_at
    revision.partner_confirmed_at = confirmed_at
    if asked_at:
        revision.submitted_at, revision.state = asked_at, RevisionState.SUBMITTED
    revision.save()
    return revision


def make_translation(revision: Revision, *, language: str = "sv", **fields: Any) -> Translation:
    """A second language version that fits its text, unless told otherwise."""
    words = words_of(revision)
    values = {"title": "Klusterskola", "original": words, "original_hash": mark_of(words)}
    return Translation.objects.create(revision=revision, language=language, **values | fields)
