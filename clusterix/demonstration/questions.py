"""What people outside ask owners in the demonstration: invented, about the real practices."""

from typing import Final, NamedTuple

from clusterix.demonstration.context import Demo
from clusterix.demonstration.people import COORDINATOR
from practices.actions import (
    answer_question,
    ask_owner_question,
    decline,
    pass_on,
    show_answer,
)
from practices.actions.questions import Asked
from practices.models import OwnerQuestion
from regions.reader import Reader

WAITING, PASSED_ON, DECLINED = "waiting", "passed on", "declined"


class Line(NamedTuple):
    """A question, `days` ago; `outcome` is where it stands, or the answer."""

    slug: str
    who: str
    organisation: str
    days: int
    text: str
    outcome: str
    by: str = ""  # who answered
    is_public: bool = False


QUESTIONS: Final = (
    Line(
        "skane-peer-review",
        "Cluster officer",
        "A regional authority in another country",
        44,
        "Who chose the peers, and how much time did each of them need?",
        "We asked for people who run programmes of their own. Plan four days for each: one to "
        "read, two on the spot, one to write.",
        "SE22:policy_maker:1",
        True,
    ),
    Line(
        "competence-map",
        "Cluster manager",
        "A cluster office with two people",
        30,
        "Does the map help before a cluster has many members?",
        "Yes. Begin with the firms that you know, and repeat it after a year.",
        COORDINATOR,
        True,
    ),
    Line(
        "media-evolution",
        "Student",
        "A university",
        16,
        "Can you send me the contact data of all members for my thesis?",
        DECLINED,
    ),
    Line(
        "skane-cluster-monitoring",
        "Programme manager",
        "A development agency",
        6,
        "Which figures do you ask the firms for, and how often?",
        PASSED_ON,
    ),
    Line(
        "ppi-pool",
        "Innovation adviser",
        "A city",
        2,
        "Did the public buyers need a rule of their own before they could take part?",
        WAITING,
    ),
)


def load(demo: Demo) -> None:
    """Two answers on the pages, one question declined, one with its owner, one still to be read."""
    for number, line in enumerate(QUESTIONS):
        tell(demo, line, f"asker{number}@clusterix.example")


def tell(demo: Demo, line: Line, email: str) -> None:
    asked = Asked(name=line.who, email=email, text=line.text, organisation=line.organisation)
    practice = demo.practices[line.slug]
    with demo.on(-line.days, hour=11):
        question = ask_owner_question(practice=practice, asked=asked, by=Reader.visitor())
    if line.outcome == WAITING:
        return
    with demo.on(-line.days + 1, hour=9):
        read(demo, line, question)
    if line.by:
        with demo.on(-line.days + 4, hour=15):
            answer_question(
                question=question,
                answer=line.outcome,
                is_public=line.is_public,
                by=demo.reader(line.by),
            )
    if line.is_public and line.by != COORDINATOR:
        with demo.on(-line.days + 5, hour=9):
            show_answer(question=question, is_public=True, by=demo.reader(COORDINATOR))


def read(demo: Demo, line: Line, question: OwnerQuestion) -> None:
    by = demo.reader(COORDINATOR)
    if line.outcome == DECLINED:
        reason = "Addresses of members are not given away. Please write to the cluster itself."
        decline(question=question, reason=reason, by=by)
    else:
        pass_on(question=question, by=by)
