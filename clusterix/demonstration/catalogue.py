"""Second chapter: the real practices, written by members and approved by the coordinator.

Their texts are those of the published sources; who wrote them here, and when, is invented.
"""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from clusterix.demonstration.context import Demo
from clusterix.demonstration.drawings import hang
from clusterix.demonstration.people import COORDINATOR
from clusterix.demonstration.statements import changed, stated
from practices.actions import (
    approve,
    create_draft,
    create_theme,
    note_relation,
    propose_revision,
    save_draft,
    submit,
)
from practices.actions.draft import Seen
from practices.models import Practice
from practices.partial_dates import parse
from practices.writing.manuscript import Manuscript, Need
from regions.reader import Reader

FOLDER: Final = Path(settings.BASE_DIR) / "practices" / "demonstration"
FIRST, LAST = -540, -12  # days from today of the first and the last publication
BEND: Final = 1.4  # above 1: more of them early, so that meetings find something to talk about
WRITERS: Final = ("practitioner:1", "intermediary:2", "policy_maker:2")
LEAD: Final = "AT12"
NO_EVIDENCE: Final = "The sources that were available name no evidence of success."
# A text that is being written, and one that waits for the coordinator.
IN_WRITING: Final = ("skane-evaluation-model", "SE22:practitioner:1")
WAITING: Final = ("design2innovate", "DK03:practitioner:1")


def load(demo: Demo) -> None:
    """Make the themes, publish every practice, and leave two new versions open."""
    make_themes(demo)
    rows = in_story_order(_read("practices.json"))
    reader = cache(demo.reader)  # nobody's role changes in this chapter
    for number, row in enumerate(rows):
        day = FIRST + round((LAST - FIRST) * (number / (len(rows) - 1)) ** BEND)
        demo.practices[row["slug"]] = publish(demo, row, day, number, reader)
    leave_open(demo)


def make_themes(demo: Demo) -> None:
    with demo.on(FIRST - 30):
        for row in _read("themes.json"):
            demo.themes[row["number"]] = create_theme(
                by=Reader.system(),
                position=row["number"],
                **{name: row[name] for name in ("code", "name", "heading", "text", "glyph")},
            )


def in_story_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The project's own first, then those of its regions, the stubs, and what came from others."""

    def rank(row: dict[str, Any]) -> tuple[int, int]:
        if row["is_clusterix"]:
            return 0, row["source_id"]
        if row["is_stub"]:
            return 2, row["source_id"]
        return 1 if row["origin_partner_nuts"] else 3, row["source_id"]

    return sorted(rows, key=rank)


def publish(
    demo: Demo, row: dict[str, Any], day: int, number: int, reader: Callable[[str], Reader]
) -> Practice:
    """From draft to public on that day: a member writes and submits, the coordinator approves."""
    code = row["origin_partner_nuts"] or LEAD
    writer = reader(f"{code}:{WRITERS[number % len(WRITERS)]}")
    coordinator = reader(COORDINATOR)
    with demo.on(day - 6, hour=9 + number % 8):
        revision = create_draft(
            partner=demo.partners[code],
            manuscript=stated(row["slug"], manuscript_of(demo, row)),
            by=writer,
        )
        hang(revision, row["slug"], by=writer)
    with demo.on(day - 2, hour=9 + number % 7, minute=20):
        revision = submit(revision=revision, by=writer)
    with demo.on(day, hour=8 + number % 9, minute=40):
        practice = approve(revision=revision, slug=row["slug"], by=coordinator)
        return note_relation(
            practice=practice,
            relation=row["clusterix_relation"],
            is_projects_own=row["is_clusterix"],
            by=coordinator,
        )


def manuscript_of(demo: Demo, row: dict[str, Any]) -> Manuscript:
    """The text as published, with our classification where there is one."""
    content = {
        "title": row["title"],
        "summary": row["short_line"],
        **{name: row[name] for name in COPIED},
        "theme_id": demo.themes[row["theme"]].pk if row["theme"] else None,
        "caveats": row["caveats"] or ("" if row["evidence"] or row["is_stub"] else NO_EVIDENCE),
        **_date_columns("starts", row["starts"]),
        **_date_columns("ends", row["ends"]),
    }
    ours = row["classified"]
    if ours is None:
        return Manuscript(content)
    choices = {name: ours[name] or "" for name in ("kind", "instrument", "level", "maturity")}
    return Manuscript(
        {**content, **choices, "is_classified_by_us": True},
        tag_names=tuple(ours["tags"]),
        industry_codes=tuple(ours["industries"]),
        requirements=tuple(
            Need(each["kind"], each["level"], each["text"], each["is_core"])
            for each in ours["requirements"]
        ),
    )


COPIED: Final = (
    *("organisation", "place", "countries", "nuts_codes", "is_ongoing", "period_text"),
    *("problem", "how_it_works", "resources", "evidence", "challenges", "sources", "is_stub"),
)


def leave_open(demo: Demo) -> None:
    """So that the desks of a member and of the coordinator are not empty."""
    slug, key = IN_WRITING
    with demo.on(-3, hour=14):
        propose_revision(practice=demo.practices[slug], by=demo.reader(key))
    slug, key = WAITING
    with demo.on(-2, hour=11):
        waiting = propose_revision(practice=demo.practices[slug], by=demo.reader(key))
        waiting = save_draft(
            revision=waiting,
            manuscript=changed(Manuscript.of(waiting)),
            seen=Seen(waiting.pk, waiting.edit),
            by=demo.reader(key),
        )
    with demo.on(-1, hour=16):
        submit(revision=waiting, by=demo.reader(key))


def _date_columns(name: str, known: dict[str, str] | None) -> dict[str, Any]:
    if known is None:
        return {}
    date = parse(known["date"])
    return {f"{name}_on": date.on, f"{name}_precision": date.precision}


def _read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return rows
