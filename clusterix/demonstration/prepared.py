"""Chapter about what people write before a session: papers, case questions, expectations, ticks.

Every word is invented; the practices they are about are real.
"""

from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile

from clusterix.demonstration.context import Demo
from peergroups.actions.papers import add_paper
from peergroups.actions.preparing import keep_expectation, write_case_question
from peergroups.models import Session
from practices.documents.reading import read_one

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
MODERATOR: Final = "DK03:intermediary:1"
PAPER: Final = """Three things to think about before we meet (invented for this demonstration)

1. Who pays for the first year, and who for the third?
2. Who would do the work at home? Write down a name, not an office.
3. What would you leave out?
"""
GUIDE: Final = "https://www.interregeurope.eu/good-practices"


def load(demo: Demo) -> None:
    """Most have prepared some days after the invitation, some have not."""
    session = Session.objects.select_related("exchange", "group").get(title=SESSION)
    with demo.on(-10):
        by = demo.reader(MODERATOR)
        file = read_one(SimpleUploadedFile("Before we meet.txt", PAPER.encode()))
        add_paper(session=session, file=file, title="Before we meet", by=by)
        add_paper(session=session, url=GUIDE, title="Good practices of other programmes", by=by)
    with demo.on(-8):
        for item in session.agenda.select_related("practice", "session"):
            if item.practice.slug in QUESTIONS:
                who, question = QUESTIONS[item.practice.slug]
                write_case_question(item=item, question=question, by=demo.reader(who))
    with demo.on(-5):
        for who, has_read, text in EXPECTATIONS:
            keep_expectation(session=session, text=text, has_read=has_read, by=demo.reader(who))
