"""Chapter about what people write before a session: case questions, expectations, ticks.

Every word is invented; the practices they are about are real.
"""

from typing import Final

from clusterix.demonstration.context import Demo
from peergroups.actions.preparing import keep_expectation, write_case_question
from peergroups.models import Session

SESSION: Final = "Peers in two rooms, group 1"
QUESTIONS: Final = {
    "competence-map": (
        "AT12:practitioner:1",
        "Who in your region would keep such a map up to date, and what would that cost a year?",
    ),
    "ppi-pool": (
        "DK03:intermediary:2",
        "Which public task of yours could a pool of companies solve first?",
    ),
}
# Who, whether they have read, and what they want to take home.
EXPECTATIONS: Final = (
    ("AT12:practitioner:1", True, "How others pay for the hours of a cluster manager."),
    ("SE22:intermediary:1", True, "Whether a map of competences works without a large team."),
    ("DK03:intermediary:2", True, "What scares others away from pooling money."),
    ("DE12:policy_maker:1", True, ""),
    ("FR71:policy_maker:2", False, "Examples in which companies paid before there was a result."),
    ("HU22:policy_maker:1", True, "One thing that we could try before the summer."),
    ("ITH1:policy_maker:1", True, "Which of our own figures others would ask for first."),
)


def load(demo: Demo) -> None:
    """Most have prepared some days after the invitation, some have not."""
    session = Session.objects.select_related("exchange", "group").get(title=SESSION)
    with demo.on(-8):
        for item in session.agenda.select_related("practice", "session"):
            if item.practice.slug in QUESTIONS:
                who, question = QUESTIONS[item.practice.slug]
                write_case_question(item=item, question=question, by=demo.reader(who))
    with demo.on(-5):
        for who, has_read, text in EXPECTATIONS:
            keep_expectation(session=session, text=text, has_read=has_read, by=demo.reader(who))
