"""What people say in the invented sessions: compact, and nothing left to chance.

A line of answers: region, person (pm, im, cp and number; "table"; a guest by the first letter g),
then R1 R2 R6 and F1 F3 F5, or all sixteen; "." is "I do not know". After a bar an obstacle: the
code of its question and the words. A line of changes names the questions: F3=-1.
"""

from dataclasses import dataclass, field
from typing import Final

MEETING: Final = ("R1", "R2", "R6", "F1", "F3", "F5")
HOME: Final = tuple(f"R{n}" for n in range(1, 7)) + tuple(f"F{n}" for n in range(1, 11))


@dataclass(frozen=True)
class Talk:
    """A practice on the agenda: the answers of the first round, the changes of the second."""

    practice: str
    first: str
    second: str = ""
    minutes: int = 30


@dataclass(frozen=True)
class Meeting:
    """A session; `day` counts from today, `guests` are names per region and letter."""

    group: int
    title: str
    day: int
    place: str
    country: str
    host: str
    code: str
    talks: tuple[Talk, ...]
    hour: int = 10
    guests: dict[str, tuple[str, str]] = field(default_factory=dict)


MEETINGS: Final = (
    Meeting(
        group=1,
        title="Financing: how pools and programmes are paid for",
        day=-290,
        place="Vejle",
        country="DK",
        host="DK03",
        code="A3B5C7",
        guests={"RO32 g1": ("practitioner", "Practitioner, machinery cluster")},
        talks=(
            Talk(
                "ppi-pool",
                """
                AT12 pm1   2  1  1    1  0  0
                AT12 im2   1  1  1    1 -1  1
                AT12 cp1   1  2  1    0  0  1
                SE22 pm1   1  1  0    1  0  1
                SE22 im1   1  0  0    1  1  1
                FR71 pm2   0  1 -1    1  0  0
                FR71 im1   1  0 -1    0  1  1
                DE12 pm1  -1 -1  0    1  1  0
                DE12 im1   0 -1 -1    0  1  1
                HU22 pm1   1  2  2   -1 -1  0
                HU22 im1   1  1  2    0 -1  1
                HU22 cp1   2  2  1    .  0  1
                RO32 pm1   1  2  2    0 -2 -1 | F3 Public money cannot be paid out before an invoice
                RO32 im1   1  1  2    0 -2  0
                RO32 g1    2  2  2    . -1  0
                SE11 pm1   1  0  0    2  1  0
                SE11 im1   0  1  0    1  1  .
                """,
                """
                HU22 im1  F3=0
                AT12 im2  F3=0
                DE12 pm1  R2=0
                RO32 im1  F5=1
                """,
            ),
            Talk(
                "rhone-alpes-cluster-policy",
                """
                AT12 pm1   1  1  0    2  1  1
                AT12 im2   2  1 -1    1  1  1
                AT12 cp1   1  0  0    1  0  1
                SE22 pm1   1  1  1    0  0  1
                SE22 im1   2  1  0    1  1  1
                DK03 pm1   1  0 -1    2  1  1
                DK03 cp1   0  0 -1    1  1  0
                HU22 pm1   2  2  1   -2 -1 -1 | F1 Clusters are accredited by the ministry
                HU22 im1  -1  0  2    1  1  1
                HU22 cp1   1 -2  0    0 -2  2
                ITH1 pm1   1  1  1    2  1  1
                ITH1 cp1   1  1  0    1  1  .
                RO32 pm1   1  2  1   -1 -1 -1
                RO32 im1   1  1  1   -1  0 -1
                RO32 g1    1  1  2    .  .  0
                """,
            ),
        ),
    ),
    Meeting(
        group=2,
        title="Knowing our clusters: maps and measures",
        day=-235,
        place="Sankt Pölten",
        country="AT",
        host="AT12",
        code="4K729N",
        guests={"FR71 g1": ("practitioner", "Practitioner, plastics cluster")},
        talks=(
            Talk(
                "competence-map",
                """
                SE22 pm1   2  2  2    1 -1  2
                SE22 im1   2  1  1    0 -2  1 | F3 No budget line for interviews before next year
                SE22 cp1   1  2  2    . -2  1
                DK03 pm2   1  1  0    2  1  1
                DK03 im1   2  1  1    2  1  2
                FR71 im1   1  0 -1    1 -1  0
                FR71 g1    1  1  0    1  0  1
                DE12 pm1   1  0 -1    1  1  2
                DE12 im1   2  1 -1    2  2  2
                HU22 pm1   1  1  1   -1 -2  0
                HU22 im1   1  2  2    0 -1  1
                HU22 cp1   2  2  2    0 -1  1
                ITH1 pm1   1  1  1    2  0  1
                ITH1 cp1   2  2  1    2  1  1
                RO32 pm1   1  1  1   -1 -2 -1 | F1 The ministry must agree first
                RO32 im1   1  2  2   -1 -2  0 | F3 Staff cannot be paid from this programme
                RO32 cp1   2  2  2    0 -1  0
                SE11 pm1   1  0  0    0  1 -1
                SE11 im1   1  1  0    .  .  .
                """,
                """
                HU22 pm1  F3=-1 F1=0
                FR71 im1  R6=0
                RO32 cp1  F3=-2
                SE11 im1  F1=0 F3=1
                """,
                minutes=40,
            ),
            Talk(
                "skane-evaluation-model",
                """
                AT12 pm1   2  2  1    2  1  2
                AT12 im2   2  2  2    2  1  1
                AT12 cp1   2  1  2    1  1  2
                DK03 pm2   1  1  0    2  1  1
                DK03 im1   1  2  1    1  1  1
                HU22 pm1   1  1  2    1  0  1
                HU22 im1   1  1  1    1  1  0
                HU22 cp1   1  2  1    0  0  1
                FR71 im1   1  1 -1    1  1  1
                FR71 g1    1  0 -2    .  1  1
                DE12 pm1   1  1  1    1  1  1
                DE12 im1   1  1  1    1  0  1
                SE11 pm1   2  1  0    2  1  1
                SE11 im1   1  1  1    1  1  1
                RO32 table 1  1  2    0 -1  0
                """,
            ),
            Talk(
                "cross-clustering-cleantech-lyon",
                """
                SE22 pm1   1  1  0    1 -1  0
                SE22 im1   1  1  1    1  0  1
                SE22 cp1   1  0  1    1 -1  0
                AT12 pm1   2  1  1    1  1  1
                AT12 im2   1  1  1    2  1  0
                AT12 cp1   1  1  2    1  0  1
                ITH1 pm1   1  2  1    1  1  1
                ITH1 cp1   1  1  1    .  1  1
                DE12 pm1   0  0 -1    1  1  1
                DE12 im1   1  0 -1    1  1  1
                """,
                minutes=25,
            ),
        ),
    ),
    Meeting(
        group=1,
        title="Programmes for clusters: what a region can decide",
        day=-170,
        place="Lyon",
        country="FR",
        host="FR71",
        code="P631XT",
        talks=(
            Talk(
                "skane-cluster-programme",
                """
                AT12 pm1   1  1  0    2  1  1
                AT12 im2   1  1  0    2  0  1
                AT12 cp1   1  0  1    1  1  1
                HU22 pm1   2  2  1    .  1  1
                HU22 im1   1  2  1    .  1  1
                HU22 cp1   2  1  2    .  0  2
                RO32 pm1   1  2  2    1 -2  0 | F3 The next programme starts in three years
                RO32 im1   1  2  1    1 -2  0
                RO32 cp1   2  1  2    0 -2  1
                FR71 pm1   1  0 -1    1  1  1
                FR71 im1   1  1 -1    1  1  0
                SE11 pm1   1  1  1    0  1  0
                SE11 im1   1  0  1    0  0  1
                """,
                """
                HU22 cp1  F3=1
                AT12 im2  R6=1 F3=1
                FR71 im1  R6=0
                """,
                minutes=40,
            ),
            Talk(
                "media-evolution",
                """
                DK03 pm1  -1  0 -1    1  0  1
                DK03 cp1   0  0 -1    1  0  0
                DE12 pm1   0 -1 -2    1  0  0
                DE12 im1  -1 -1 -1    1  0  1
                ITH1 pm1   0  1  1    1  0  0
                ITH1 im2   1  0  1    1 -1  0
                AT12 pm1  -1 -1  0    1  0 -1
                AT12 im2   0 -1  0    1  0  0
                AT12 cp1   0  0  0    1 -1 -1
                """,
            ),
        ),
    ),
    Meeting(
        group=2,
        title="Training and joint roofs for clusters",
        day=-110,
        place="Bozen",
        country="IT",
        host="ITH1",
        code="H824QX",
        guests={"HU22 g1": ("practitioner", "Practitioner, wood cluster")},
        talks=(
            Talk(
                "alpine-technologies-clusters",
                """
                SE22 pm1   1  1  0    1  0  1
                SE22 pm2   0  1  1    1  0  0
                SE22 im1   1  1  0    1  1  1
                SE22 cp1   1  0  1    0  0  1
                AT12 pm1   1  0 -1    2  1  1
                AT12 im2   0  0  0    1  1  1
                AT12 cp1   1 -1 -1    1  1  1
                HU22 pm1   1  2  1    1  0  1
                HU22 im1   2  1  1    0  1  1
                HU22 g1    2  2  2    1  0  2
                RO32 pm1   1  1  2    1 -1  0
                RO32 im1   1  1  1    0 -1  0
                RO32 cp1   1  2  2    1  0 -1
                """,
                """
                HU22 im1  F3=0
                SE22 pm2  R1=1
                RO32 cp1  F5=0
                """,
            ),
            Talk(
                "reg-x",
                """
                SE22 pm1   2  1  1    2  1  2
                SE22 im1   2  2  1    2  1  1
                SE22 cp1   1  2  1    2  1  2
                HU22 pm1   1  1  2    1  0  1
                HU22 im1   1  2  2    1  1  1
                HU22 g1    1  1  1    2  1  1
                SE11 pm1   1  1  1    2  1  1
                SE11 im1   1  1  0    2  1  1
                """,
                minutes=25,
            ),
            Talk(
                "design2innovate",
                """
                FR71 pm1   1  1  1    1  1  0
                FR71 pm2   1  0  1    1  0  0
                FR71 im1   1  1  0    1 -1  0
                RO32 pm1   0  1  2    1 -1 -1
                RO32 im1   0  0  2    1 -1  0
                RO32 cp1   1  1  2    1 -2 -1 | F5 No design centre would host it
                DE12 pm1   1  0  1    1  0  1
                DE12 im1   0  1  1    1  1  1
                DE12 cp1   2  1  1    2  1  1
                """,
                minutes=25,
            ),
        ),
    ),
    Meeting(
        group=1,
        title="Cooperation across borders: who pays for the first step",
        day=-45,
        place="Online",
        country="",
        host="DK03",
        code="W9Y8Z7",
        hour=13,
        talks=(
            Talk(
                "cloe",
                """
                SE22 pm1   1  0  0    2  1  0
                SE22 im1   1  1 -1    2  1  1
                SE22 cp1   0  0  0    1  0  0
                HU22 pm1   1  1  1    1 -1  0
                HU22 im1   2  1  1    1  0  1
                HU22 cp1   1  2  1    1 -1  0
                AT12 pm1   1  1  0    1  1  1
                AT12 im2   1  0  0    1  1  0
                FR71 pm1   1  1  1    1  0  1
                FR71 im1   0  1  1    1  1  1
                """,
                minutes=25,
            ),
            Talk(
                "flemish-cluster-policy",
                """
                SE22 pm1   2  1  1    0  1  1
                SE22 im1   1  1  0   -1  1  1
                SE22 cp1   1  2  1    .  1  0
                AT12 pm1   1  1  1    2  1  1
                AT12 im2   1  1  0    1  1  1
                AT12 cp1   1  1  1    1  0  1
                HU22 pm1   1  2  1   -2  1  1 | F1 Only the ministry can recognise clusters
                HU22 im1   1  1  1   -2  0  1
                HU22 cp1   2  1  2   -1  0  1
                RO32 pm1   0  1  1   -1 -1 -1
                RO32 im1   1  1  1   -1 -1  0
                RO32 cp1   1  1  2    . -2 -1
                SE11 pm1   1  1  1    2  1  1
                SE11 im1   1  1  1    1  1  1
                DK03 pm1   1  1  0    1  1  1
                DK03 cp1   1  0  0    1  1  1
                """,
                """
                SE22 im1  F1=0
                HU22 cp1  F1=-2
                AT12 im2  R6=1
                """,
            ),
        ),
    ),
)
