"""What people say at home, and who sits in the session of today; written as in `scripts.py`."""

from typing import Final

from clusterix.demonstration.scripts import Meeting, Talk

# The worked example of the method, in its order: A, B, C, D.
COMPETENCE_MAP_AT_HOME: Final = """
SE22 pm1   2 2 1 1 0 2    1  0 -1  0 2 1 1  0 1 .
SE22 im1 2 1 1 2 1 1 0 0 -2 -1 1 1 1 -1 1 0 | F3 No budget line for interviews before next year
SE22 cp1   1 2 2 2 1 2    .  . -2  0 1 2 0  0 2 1
SE22 pm2   1 1 0 1 0 1    1 -1  0  0 1 0 2  0 1 0
"""

EVALUATION_AT_HOME: Final = """
AT12 pm1   2 2 1 2 1 1    2  1  1  1 2 1 2  1 2 1
AT12 im2   2 2 1 1 1 2    2  2  1  1 1 1 1  1 2 1
AT12 cp1   2 1 2 1 2 2    1  1  1  0 2 1 1  2 1 0
AT12 pm2   1 2 1 1 1 1    2  1  0  1 1 1 2  1 1 1
"""

# Nobody knows whether the rules on aid allow it.
TRAINING_AT_HOME: Final = """
HU22 pm1   1 1 2 1 1 2    1 . 1 1 1 1 1 0 2 0
HU22 im1   1 2 1 1 1 2    1 . 1 0 1 1 1 1 1 1
HU22 cp1   2 1 1 2 1 1    2 . 0 1 1 2 1 0 1 0
"""

# The session of today: who is in the room, and who has answered so far, unseen by anybody.
TODAY: Final = Meeting(
    group=1,
    title="From a company's problem to a joint project",
    day=0,
    place="Kolding",
    country="DK",
    host="DK03",
    code="4K729M",
    hour=9,
    guests={
        "DE12 g1": ("practitioner", "Practitioner, software cluster"),
        "HU22 g1": ("practitioner", "Practitioner, automotive cluster"),
        "ITH1 g1": ("intermediary", "Intermediary, chamber of commerce"),
        "RO32 g1": ("policy_maker", "Policy maker, county council"),
        "RO32 g2": ("practitioner", "Practitioner, textile cluster"),
        "AT12 g1": ("practitioner", "Practitioner, food cluster"),
    },
    talks=(
        Talk(
            "plastipolis-member-workshop",
            """
            SE22 im1   1  1  1    1  0  1
            AT12 pm1   1  2  1    1  1  1
            AT12 im2   2  1  1    1  0  1
            DE12 pm1   0  1 -1    1  1  1
            HU22 pm1   1  2  2    0 -1  1
            ITH1 pm1   1  1  0
            SE11 pm1   1  0  1    2  1
            """,
        ),
        Talk("bioplastics-lower-austria", ""),
        Talk("audi-department-group", "", minutes=25),
    ),
)
ALSO_IN_ROOM: Final = ("SE22 cp1", "SE22 pm1", "FR71 pm2", "HU22 im1", "ITH1 cp1")

LATER: Final = Meeting(
    group=2,
    title="Peers who look at us: reviews and atlases",
    day=30,
    place="Lund",
    country="SE",
    host="SE22",
    code="H824QW",
    talks=(
        Talk("skane-peer-review", ""),
        Talk("cluster-atlas-baden-wuerttemberg", ""),
        Talk("slim-north-mid-sweden", "", minutes=20),
    ),
)
INVITED_LATER: Final = (
    *("SE22 cp1", "SE22 pm1", "AT12 im2", "AT12 pm1", "DK03 im1", "DK03 pm1", "FR71 im1"),
    *("DE12 pm1", "DE12 im1", "HU22 im1", "HU22 cp1", "RO32 pm1", "SE11 pm1"),
)
