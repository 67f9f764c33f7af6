"""What regions decided, marked and ask at home: compact, and nothing left to chance.

Days are counted from today. A decision with `is_finished` rests on an assessment that the lead
made final some days before; one without says why.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Answered:
    """An answer to an obstacle: the question's code, what, who, and the day it is due."""

    code: str
    text: str
    owner: str
    due: int


@dataclass(frozen=True)
class Decided:
    """One decision of a region; `answers` come before it, `review` is a day after it."""

    region: str
    practice: str
    day: int
    outcome: str
    rationale: str
    is_finished: bool = True
    why_without: str = ""
    reason: str = ""
    review: int = 0
    is_public: bool = False
    body: str = ""
    reference: str = ""
    answers: tuple[Answered, ...] = ()
    dissents: tuple[tuple[str, str], ...] = ()


DECIDED: Final = (
    Decided(
        "RO32",
        "competence-map",
        -398,
        "not_now",
        "Nobody here has time for the interviews.",
        is_finished=False,
        reason="staff",
        review=-33,
        is_public=True,
    ),
    Decided(
        "SE22",
        "ppi-pool",
        -262,
        "adapt",
        "Two hospitals buy first, other buyers follow. We write our own rules for the pool.",
        is_finished=False,
        why_without="Two of us were in Vejle, and the hospitals wait for our answer.",
        body="Regional development committee",
        reference="RUN 2026/114",
    ),
    Decided(
        "SE22",
        "rhone-alpes-cluster-policy",
        -258,
        "learn",
        "We take the regular look at each cluster, not the contracts.",
        is_finished=False,
        why_without="It costs little, and the cluster managers asked for it.",
        is_public=True,
    ),
    Decided(
        "SE22",
        "intra-net",
        -250,
        "adapt",
        "Across the water instead of across a land border, and with two clusters only.",
        is_finished=False,
        why_without="We saw it at work, and the partners over there asked for an answer.",
    ),
    Decided(
        "SE22",
        "audi-department-group",
        -246,
        "learn",
        "No department of our own: firms read and teach at the university.",
        is_finished=False,
        why_without="The university decides on its teaching before the summer.",
        review=10,
    ),
    Decided(
        "DK03",
        "accredited-cluster-grants",
        -215,
        "adapt",
        "Small grants for joint steps of firms, without the ministry's accreditation.",
        is_finished=False,
        why_without="The money of this year has to be called for now.",
    ),
    Decided(
        "DK03",
        "klusteuro",
        -212,
        "adapt",
        "One joint group across the border, for energy only.",
        is_finished=False,
        why_without="The partner region wanted to begin this year.",
    ),
    Decided(
        "DK03",
        "skane-evaluation-model",
        -205,
        "adopt",
        "The academy teaches it as it is.",
        is_finished=False,
        why_without="Both people who answered run the academy that would teach it.",
        is_public=True,
    ),
    Decided(
        "AT12",
        "ppi-pool",
        -255,
        "adapt",
        "A pool for one theme first; the rules of the state stay as they are.",
        is_public=True,
    ),
    Decided(
        "HU22",
        "ppi-pool",
        -248,
        "not_now",
        "There is no money for it in this programme. We look again when the next one begins.",
        reason="money",
        is_finished=False,
    ),
    Decided(
        "HU22",
        "rhone-alpes-cluster-policy",
        -244,
        "not_now",
        "Clusters are accredited by the ministry, not by us.",
        reason="legal_power",
        is_finished=False,
        is_public=True,
    ),
    Decided(
        "RO32",
        "ppi-pool",
        -240,
        "learn",
        "We take the way in which buyers describe their problem.",
        answers=(
            Answered(
                "F3",
                "Begin with problems that cost nothing to describe; no purchase before 2028.",
                "Regional agency, department of programmes",
                60,
            ),
        ),
    ),
    Decided(
        "SE22",
        "cross-clustering-cleantech-lyon",
        -205,
        "adapt",
        "Food and packaging instead of cleantech, with the same way of meeting.",
        is_public=True,
    ),
    Decided(
        "AT12",
        "cross-clustering-cleantech-lyon",
        -200,
        "adopt",
        "Two clusters already meet; the method fits as it is.",
    ),
    Decided(
        "ITH1",
        "cross-clustering-cleantech-lyon",
        -196,
        "learn",
        "We take the joint call, our clusters sit under one roof anyway.",
        is_finished=False,
        why_without="Two people know all four clusters.",
    ),
    Decided(
        "RO32",
        "skane-cluster-programme",
        -150,
        "not_now",
        "The next programme starts in three years.",
        reason="money",
        is_finished=False,
        is_public=True,
    ),
    Decided(
        "AT12",
        "skane-cluster-programme",
        -148,
        "learn",
        "We take the three phases of support; the rest we have already.",
    ),
    Decided(
        "AT12",
        "media-evolution",
        -145,
        "not_now",
        "Media firms are few here and have their own house.",
        reason="no_need",
        is_finished=False,
    ),
    Decided(
        "DE12",
        "media-evolution",
        -140,
        "not_now",
        "We have a media cluster of this kind already.",
        reason="have_it",
        is_finished=False,
        is_public=True,
    ),
    Decided(
        "SE22",
        "reg-x",
        -92,
        "adopt",
        "Our cluster managers take the courses as they are.",
        is_public=True,
        body="Regional development committee",
        reference="RUN 2026/287",
    ),
    Decided(
        "HU22",
        "skane-evaluation-model",
        -82,
        "adapt",
        "Fewer measures, and the clusters fill them in themselves.",
        review=120,
    ),
    Decided(
        "SE11",
        "reg-x",
        -80,
        "adopt",
        "We pay places in the courses for managers of all regions.",
        is_finished=False,
        why_without="The two people who answered run the national programme.",
        is_public=True,
    ),
    Decided(
        "RO32",
        "design2innovate",
        -78,
        "not_now",
        "No design centre would host it.",
        reason="nobody",
        is_finished=False,
    ),
    Decided(
        "HU22",
        "reg-x",
        -66,
        "adapt",
        "Cluster managers and teachers learn together.",
        is_public=True,
    ),
    Decided(
        "AT12",
        "skane-evaluation-model",
        -70,
        "adopt",
        "Four people agreed. We measure our clusters with it from next year on.",
        is_public=True,
        body="State government",
        reference="WST3-A-12/4",
    ),
    Decided(
        "FR71",
        "design2innovate",
        -62,
        "adopt",
        "The design agency of the region takes it over with its own people.",
        is_public=True,
    ),
    Decided(
        "DE12",
        "design2innovate",
        -58,
        "adapt",
        "For software firms first, and without the travelling part.",
    ),
    Decided(
        "HU22",
        "ppi-pool",
        -40,
        "learn",
        "There is still no money, but hospitals want to describe their problems together.",
        review=200,
    ),
    Decided(
        "RO32",
        "competence-map",
        -30,
        "adapt",
        "The cluster managers do the interviews themselves, in health and in creative industries"
        " first. The questionnaire of Lower Austria stays as it is.",
        review=335,
        is_public=True,
        body="Regional development council",
        reference="HCDR 14/2026",
        answers=(
            Answered("F1", "Firms take part of their own will; we only ask.", "Our lawyers", 30),
            Answered(
                "F3",
                "Two fields from the agency's own budget, the others in the next call.",
                "Regional agency, department of programmes",
                180,
            ),
        ),
        dissents=(
            ("Managers who interview their own members hear what pleases them.", "practitioner"),
            ("Two fields at once are one too many for the first year.", "intermediary"),
        ),
    ),
    Decided(
        "HU22",
        "flemish-cluster-policy",
        -16,
        "learn",
        "We take the light networks of firms; recognising clusters stays with the ministry.",
        answers=(
            Answered(
                "F1",
                "Ask the ministry for a trial in one county; until then only networks.",
                "West-Pannon, managing director",
                75,
            ),
        ),
    ),
)

# Made final, and waiting for a decision.
FINAL_ONLY: Final = (
    ("SE22", "alpine-technologies-clusters", -88),
    ("AT12", "flemish-cluster-policy", -12),
    ("HU22", "cloe", -20),
    ("RO32", "alpine-technologies-clusters", -60),
    ("DK03", "competence-map", -53),
    ("FR71", "competence-map", -50),
    ("HU22", "competence-map", -55),
)
WHY_FINAL: Final = "Two people is what we have for this subject."

# Answers to obstacles in drafts: region, practice, day, answer.
ANSWERED: Final = (
    (
        "RO32",
        "skane-cluster-programme",
        -152,
        Answered("F3", "Ask for a pilot in the next call.", "County council", 90),
    ),
)

# Whose decisions and pairs everybody may see, beside the decisions shown anyway.
OPEN_REGIONS: Final = ("AT12", "FR71", "SE11", "ITH1")

# A person of the cast, a practice, what they think, and why not.
MARKS: Final = (
    ("SE22:practitioner:1", "danish-joint-cluster-strategy", -34, "interested", ""),
    ("SE22:intermediary:1", "go-cluster", -31, "ask_at_home", ""),
    ("SE22:policy_maker:2", "klusteuro", -28, "not_for_us", "no_need"),
    ("SE22:intermediary:2", "danish-joint-cluster-strategy", -6, "interested", ""),
    ("DK03:practitioner:1", "norwegian-innovation-clusters", -52, "interested", ""),
    ("DK03:policy_maker:2", "vinnvaxt", -21, "interested", ""),
    ("AT12:practitioner:1", "accredited-cluster-grants", -60, "interested", ""),
    ("AT12:intermediary:2", "cluster-atlas-baden-wuerttemberg", -18, "interested", ""),
    ("FR71:intermediary:1", "klusteuro", -44, "interested", ""),
    ("FR71:practitioner:1", "hungarian-cluster-accreditation", -25, "not_for_us", "legal_power"),
    ("DE12:practitioner:1", "intra-net", -39, "interested", ""),
    ("HU22:intermediary:2", "export-consortiums-extremadura", -37, "interested", ""),
    ("ITH1:policy_maker:1", "sistema-poli-piemonte", -48, "interested", ""),
    ("ITH1:intermediary:2", "go-cluster", -15, "ask_at_home", ""),
    ("RO32:intermediary:2", "romanian-innovative-clusters-call", -26, "interested", ""),
    ("SE11:policy_maker:1", "bsr-innovation-express", -33, "interested", ""),
)

# The open round at home: nobody sees an answer before its lead closes it.
AT_HOME: Final = ("SE22", "flemish-cluster-policy", -4, 9)
AT_HOME_SAID: Final = (
    ("SE22:intermediary:2", "1 1 0 1 1 1  0 0 1 1 1 1 1 0 1 1"),
    ("SE22:policy_maker:2", "2 1 1 1 0"),
)
