"""The two sets of questions that every partnership starts with: our synthesis for cluster policy.

Data, not code: once made they are rows, and a partnership can make versions of its own.
"""

from dataclasses import dataclass

from assessments.models import Dimension, Importance
from practices.models import RequirementKind

HIGH, MEDIUM, LOW = Importance.HIGH, Importance.MEDIUM, Importance.LOW

MEETING_CODES = ("R1", "R2", "R6", "F1", "F3", "F5")


@dataclass(frozen=True)
class Question:
    """One criterion as it is asked; `topic` is its word in sentences ("Regions differ on ...")."""

    code: str
    topic: str
    question: str
    low_label: str
    high_label: str
    importance: Importance
    guidance: str
    is_gate: bool = False
    requirement_kind: RequirementKind | None = None

    @property
    def dimension(self) -> Dimension:
        return Dimension.RELEVANCE if self.code.startswith("R") else Dimension.FEASIBILITY


QUESTIONS: tuple[Question, ...] = (
    Question(
        "R1",
        "strategy",
        "Does it fit our strategy?",
        "against it",
        "already a priority",
        HIGH,
        "Think of the region's policy instrument or smart-specialisation strategy:"
        " does it have the same objective?",
    ),
    Question(
        "R2",
        "the problem",
        "Do we have this problem?",
        "not at all",
        "urgently",
        HIGH,
        "How large is the problem in the region, and how urgent is it to solve it?",
    ),
    Question(
        "R3",
        "firms and clusters",
        "Are our firms and clusters alike?",
        "very different",
        "very similar",
        MEDIUM,
        "Compare the structure of industry, the share of small firms and the clusters.",
        requirement_kind=RequirementKind.CLUSTER_MATURITY,
    ),
    Question(
        "R4",
        "demand",
        "Do our people want it?",
        "they refuse it",
        "they ask for it",
        MEDIUM,
        "Have firms, clusters, universities or authorities of the region asked for it?",
    ),
    Question(
        "R5",
        "the proof",
        "Is the proof strong and recent?",
        "no proof",
        "strong and recent",
        MEDIUM,
        "Read the evidence of success: how strong is it, and from which year?",
        requirement_kind=RequirementKind.DATA,
    ),
    Question(
        "R6",
        "what is new",
        "Would it add something new?",
        "we have it already",
        "nothing like it here",
        HIGH,
        "Think of what the region already has that serves the same purpose.",
    ),
    Question(
        "F1",
        "legal power",
        "Are we allowed to do it?",
        "others decide",
        "we decide",
        HIGH,
        "Does the legal and administrative power lie with the region, or with the state?",
        is_gate=True,
        requirement_kind=RequirementKind.LEGAL_POWER,
    ),
    Question(
        "F2",
        "aid and procurement rules",
        "Do aid and procurement rules allow it?",
        "they forbid it",
        "clearly allowed",
        MEDIUM,
        "State aid and public procurement: who would have to check it, and what would they say?",
        is_gate=True,
    ),
    Question(
        "F3",
        "money",
        "Can we find the money?",
        "no source in sight",
        "a source is ready",
        HIGH,
        "Name the source: the region's budget, a programme of the state or of Europe, fees.",
        is_gate=True,
        requirement_kind=RequirementKind.FUNDING_INSTRUMENT,
    ),
    Question(
        "F4",
        "staff and skills",
        "Do we have staff and skills?",
        "nobody",
        "everybody needed",
        MEDIUM,
        "Who would do the daily work, and do they know how?",
        requirement_kind=RequirementKind.STAFF,
    ),
    Question(
        "F5",
        "who runs it",
        "Is there somebody to run it?",
        "nobody",
        "somebody is ready",
        HIGH,
        "Name the organisation that would own it. Is it able to, and does it want to?",
        is_gate=True,
        requirement_kind=RequirementKind.MANDATE,
    ),
    Question(
        "F6",
        "partners",
        "Are our partners ready?",
        "not interested",
        "ready to start",
        MEDIUM,
        "Think of the clusters, firms and universities without whom it cannot work.",
        requirement_kind=RequirementKind.CLUSTER_MATURITY,
    ),
    Question(
        "F7",
        "politics",
        "Will politics accept it?",
        "open resistance",
        "active support",
        HIGH,
        "Those who decide on budgets and mandates: would they stand behind it?",
    ),
    Question(
        "F8",
        "time",
        "Is there enough time?",
        "far too little",
        "plenty",
        LOW,
        "Compare the time it needs with the time there is until the programme or the term ends.",
        requirement_kind=RequirementKind.TIME,
    ),
    Question(
        "F9",
        "its core",
        "Can its core stay as it is?",
        "it would be lost",
        "fully",
        MEDIUM,
        "Some elements make it work. Could the region keep them, and change the rest?",
    ),
    Question(
        "F10",
        "keeping it going",
        "Can we keep it going?",
        "ends with the money",
        "secured",
        LOW,
        "After the first funding: who pays, and who looks whether it still works?",
    ),
)
