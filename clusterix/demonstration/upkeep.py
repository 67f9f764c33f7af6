"""Chapter about keeping the catalogue true: yearly answers, a text entered for a partner, tags.

The practices are real; who confirmed or asked what, and when, is invented.
"""

from dataclasses import replace
from typing import Final

from clusterix.demonstration.context import Demo
from clusterix.demonstration.people import COORDINATOR
from core import clock
from practices.actions import (
    answer_still_true,
    ask_owner,
    ask_partner_to_confirm,
    enter_for_partner,
    merge_tags,
)
from practices.models import Practice, StillTrue, Tag
from practices.upkeep.ageing import is_ageing
from practices.writing.manuscript import Manuscript
from regions.models import Partner

LEFT_OLD: Final = 6  # of those that grew old; their owners confirmed the others
ENTERED_FOR: Final = "HU22"
FORMER_NAME: Final = ("small firms", "SMEs")


def load(demo: Demo) -> None:
    """Most owners have answered; some were asked and did not, two say that it is different now."""
    with demo.on(-17, hour=9):
        old = [each for each in in_story_order(demo) if is_ageing(each, clock.today())]
    confirm(demo, old[LEFT_OLD:])
    leave_old(demo, old[:LEFT_OLD])
    enter(demo)
    keep_tags(demo)


def in_story_order(demo: Demo) -> list[Practice]:
    """The catalogue as it is now, the oldest first, two of one partner never next to each other."""
    practices = Practice.objects.published().select_related("partner__region")
    seen: dict[int, int] = {}
    order = []
    for practice in practices.order_by("first_published_at", "pk"):
        seen[practice.partner_id] = seen.get(practice.partner_id, 0) + 1
        order.append((seen[practice.partner_id], practice))
    return [practice for _turn, practice in sorted(order, key=lambda each: each[0])]


def confirm(demo: Demo, practices: list[Practice]) -> None:
    """The leads answered over the last months."""
    for number, practice in enumerate(practices):
        with demo.on(-15 - 9 * (number % 20), hour=8 + number % 9):
            by = demo.reader(lead_of(practice.partner))
            answer_still_true(practice=practice, answer=StillTrue.YES, by=by)


def leave_old(demo: Demo, practices: list[Practice]) -> None:
    """Asked without an answer, changed, ended, and not asked yet."""
    asked, changed, *_rest = practices
    coordinator = demo.reader(COORDINATOR)
    with demo.on(-16, hour=11):
        ask_owner(practice=asked, by=coordinator)
        ask_owner(practice=changed, by=coordinator)
    with demo.on(-13, hour=15):
        by = demo.reader(lead_of(changed.partner))
        answer_still_true(practice=changed, answer=StillTrue.CHANGED, by=by)
    ended = next((each for each in practices[2:] if each.ends_on), None)
    if ended is not None:
        with demo.on(-12, hour=9):
            by = demo.reader(lead_of(ended.partner))
            answer_still_true(practice=ended, answer=StillTrue.ENDED, by=by)


def enter(demo: Demo) -> None:
    """A partner mailed a new version; the coordinator typed it in and asked."""
    coordinator = demo.reader(COORDINATOR)
    theirs = Practice.objects.published().filter(partner=demo.partners[ENTERED_FOR], is_stub=False)
    practice = theirs.order_by("title_sort").first()
    if practice is None or practice.published_revision is None:
        return
    public = Manuscript.of(practice.published_revision)
    mailed = {"further_information": "The partner mailed this version to the coordinator."}
    text = replace(public, content={**public.content, **mailed})
    with demo.on(-5, hour=10):
        entered = enter_for_partner(
            partner=practice.partner, practice=practice, manuscript=text, by=coordinator
        )
        ask_partner_to_confirm(revision=entered, by=coordinator)


def keep_tags(demo: Demo) -> None:
    """An abbreviation was tried and taken back; links to it still work."""
    name, former = FORMER_NAME
    coordinator = demo.reader(COORDINATOR)
    for day, before, after in ((-200, name, former), (-190, former, name)):
        with demo.on(day, hour=14):
            merge_tags(tags=[Tag.objects.get(name=before)], name=after, by=coordinator)


def lead_of(partner: Partner) -> str:
    """The key of the partner's lead."""
    return f"{partner.region.code}:policy_maker:1"
