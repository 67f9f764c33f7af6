"""Chapter about what members say to each other: comments, follows, saved searches, notices."""

from dataclasses import dataclass
from typing import Final

from clusterix.demonstration.context import Demo
from core.actions import read_notice
from core.models import Notice
from practices.actions import add_comment, follow
from practices.actions.searches import save_search
from practices.models import Comment
from practices.talking.mentions import mentioned_in


@dataclass(frozen=True)
class Line:
    """Somebody writes about a practice `days` ago; `answers` is the number of an earlier line."""

    days: int
    who: str
    slug: str
    text: str
    answers: int | None = None


LINES: Final = (
    Line(40, "HU22:intermediary:1", "competence-map", "Who keeps the answers when a firm leaves?"),
    Line(
        39,
        "AT12:intermediary:2",
        "competence-map",
        "The firm does. It can see and delete its entry at any time.",
        answers=0,
    ),
    Line(
        9,
        "SE22:practitioner:1",
        "competence-map",
        "We could start with food and packaging only. That would save about half of the workshops.",
    ),
    Line(
        3,
        "AT12:policy_maker:1",
        "competence-map",
        "@Cluster 55° that is how the pilot began, too: *one* field, ten firms, one consultant.",
        answers=2,
    ),
    Line(
        6,
        "DE12:intermediary:1",
        "skane-evaluation-model",
        "Two questions before we try it:\n\n- How long did the first round take?\n"
        "- Who saw the results of a single cluster?",
    ),
    Line(
        5,
        "SE22:intermediary:1",
        "skane-evaluation-model",
        "About four months. Each cluster saw its own results and the average.",
        answers=4,
    ),
    Line(
        2,
        "DK03:practitioner:1",
        "skane-evaluation-model",
        "@Cluster 55° and @ecoplus: could we look at this together at the next meeting?",
    ),
    Line(
        1,
        "RO32:policy_maker:1",
        "ppi-pool",
        "Which part of the money came from the region, and did hospitals pay a share?",
    ),
)
FOLLOWS: Final = (
    ("SE22:policy_maker:1", "competence-map"),
    ("SE22:policy_maker:1", "ppi-pool"),
    ("SE22:practitioner:1", "ppi-pool"),
    ("AT12:intermediary:1", "skane-evaluation-model"),
    ("FR71:policy_maker:2", "competence-map"),
)


@dataclass(frozen=True)
class Search:
    who: str
    name: str
    query: str
    is_shared: bool = False


SEARCHES: Final = (
    Search("SE22:practitioner:1", "Mapping and measuring", "tag=mapping&tag=evaluation"),
    Search("SE22:practitioner:1", "Money for firms", "tag=calls&tag=co-funding", True),
    Search("SE22:policy_maker:1", "Not yet looked at", "status=none&maturity=established", True),
    Search("AT12:intermediary:1", "Everything new", "", True),
)


def load(demo: Demo) -> None:
    """People keep searches, follow and write; the member has read what is older than four days."""
    for search in SEARCHES:
        with demo.on(-100):
            save_search(
                query=search.query,
                name=search.name,
                is_shared=search.is_shared,
                by=demo.reader(search.who),
            )
    for who, slug in FOLLOWS:
        with demo.on(-60):
            follow(practice=demo.practices[slug], by=demo.reader(who))
    said: list[Comment] = []
    for number, line in enumerate(LINES):
        with demo.on(-line.days, hour=9, minute=10 + number):
            said.append(_say(demo, line, said))
    _read_old(demo, "SE22:practitioner:1")


def _say(demo: Demo, line: Line, said: list[Comment]) -> Comment:
    return add_comment(
        practice=demo.practices[line.slug],
        text=line.text,
        by=demo.reader(line.who),
        parent=None if line.answers is None else said[line.answers],
        mentions=mentioned_in(line.text, demo.partners.values()),
    )


def _read_old(demo: Demo, who: str) -> None:
    reader = demo.reader(who)
    with demo.on(-4):
        for notice in Notice.objects.filter(user=reader.user_id, at__lt=demo.moment(-4)):
            read_notice(notice=notice, by=reader)
