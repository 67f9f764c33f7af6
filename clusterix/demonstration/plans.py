"""Chapter five: three implementation plans, and what became of their actions."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from clusterix.demonstration.context import Demo
from plans.actions import (
    add_action,
    add_milestone,
    adopt_plan,
    close_action,
    create_plan,
    drop_action,
    edit_action,
    reach_milestone,
    report_progress,
    submit_plan,
    take_into_plan,
)
from plans.actions.plan import PlanText
from plans.actions.writing import ActionText, Source
from plans.models import Action, ActionState
from plans.sources import decisions_to_plan
from regions.reader import Reader


@dataclass(frozen=True)
class Script:
    """One action's invented life; days are counted from today, money in euro.

    `practice` is the decided one that the action carries on. `fate`: "done", "dropped", "late",
    "under_way" or "planned".
    """

    practice: str
    title: str
    starts: int
    ends: int
    cost: int
    players: str
    funding: str
    milestones: tuple[tuple[str, int], ...]
    fate: str
    words: str = ""
    levered: int = 0
    improves_policy: bool = False


@dataclass(frozen=True)
class PlanScript:
    code: str
    title: str
    instrument: str
    context: str
    started: int
    is_adopted: bool  # else submitted
    is_public: bool
    actions: tuple[Script, ...]
    own_idea: tuple[str, str]
    gap: tuple[str, str, str] | None = None  # kind, practice and title of what closes it


PLANS: Final = (
    PlanScript(
        code="SE22",
        title="Clusters that meet",
        instrument="Regional cluster strategy",
        context=(
            "The region has strong clusters that rarely work together. The plan brings them to one "
            "table, pays for first joint steps and looks at what other regions learned."
        ),
        started=-240,
        is_adopted=True,
        is_public=True,
        actions=(
            Script(
                "rhone-alpes-cluster-policy",
                "A yearly look at each cluster",
                -230,
                -40,
                36_000,
                "Region Skåne, cluster managers of six clusters",
                "Regional budget, secured",
                (("Questions agreed", -160), ("Six clusters looked at", -50)),
                "done",
                "All six clusters were looked at; four changed their plans after it.",
                24_000,
                True,
            ),
            Script(
                "ppi-pool",
                "Prototype pool with two hospitals",
                -180,
                200,
                400_000,
                "Region Skåne, two hospitals, three intermediaries",
                "Structural funds, half of it secured",
                (("Rules published", -90), ("First ten prototypes", 60), ("Evaluation", 190)),
                "under_way",
                "Rules are published, the first call is open.",
            ),
            Script(
                "intra-net",
                "Workshops across the water",
                -150,
                30,
                12_000,
                "Cluster 55°, two clusters on the other side",
                "Cluster fees, secured",
                (("First workshop held", -30),),
                "late",
                "The first workshop had to be moved; a new date is agreed.",
            ),
            Script(
                "audi-department-group",
                "Firms teach at the university",
                -100,
                300,
                90_000,
                "Cluster 55°, Lund University",
                "Open",
                (("Three firms found", 90), ("First lectures", 280)),
                "planned",
            ),
        ),
        own_idea=(
            "One calendar for all clusters",
            "Came up in a coffee break of the second session",
        ),
        gap=("funding_instrument", "ppi-pool", "Money for the second half of the pool"),
    ),
    PlanScript(
        code="DK03",
        title="From pilot to programme",
        instrument="Regional growth and development strategy",
        context=(
            "Pilots end when their money ends. The plan turns three of them into programmes with "
            "an owner, a budget and a yearly look at results."
        ),
        started=-200,
        is_adopted=True,
        is_public=False,
        actions=(
            Script(
                "accredited-cluster-grants",
                "The evaluation model in the academy",
                -190,
                -20,
                150_000,
                "Region of Southern Denmark, the cluster academy",
                "Regional development money, secured",
                (("Course written", -110), ("Twelve managers trained", -30)),
                "done",
                "Twelve managers were trained; the course is now part of the yearly budget.",
                80_000,
                True,
            ),
            Script(
                "klusteuro",
                "A joint energy group across the border",
                -120,
                60,
                40_000,
                "Region of Southern Denmark, two clusters",
                "Applied for",
                (("Partner found", -60),),
                "dropped",
                "The partner region stopped its own part, and alone it makes no sense for us.",
            ),
            Script(
                "skane-evaluation-model",
                "Small grants for joint steps of firms",
                -60,
                240,
                75_000,
                "Region of Southern Denmark, two clusters of firms",
                "Regional budget, secured",
                (("First grants given", 45), ("Second call", 200)),
                "under_way",
                "The rules of the grants are written, the first call is open.",
            ),
        ),
        own_idea=(
            "One short form to look back on every pilot",
            "Came up when the first pilot ended",
        ),
    ),
    PlanScript(
        code="HU22",
        title="Firms and schools in one room",
        instrument="Territorial operational programme",
        context="Firms look for skilled people, schools look for firms. The plan links both.",
        started=-60,
        is_adopted=False,
        is_public=False,
        actions=(
            Script(
                "reg-x",
                "A course for cluster managers and teachers",
                -20,
                330,
                60_000,
                "West-Pannon, the wood and the car clusters, two schools",
                "Open",
                (("Teachers found", 60), ("First course", 300)),
                "planned",
            ),
            Script(
                "skane-evaluation-model",
                "A shorter measurement of our clusters",
                20,
                360,
                25_000,
                "West-Pannon, cluster managers",
                "Applied for",
                (("Measures chosen", 80),),
                "planned",
            ),
        ),
        own_idea=("A visit day for teachers", "A teacher asked for it at a stakeholder meeting"),
        gap=("data", "skane-evaluation-model", "Yearly figures of firms from the county office"),
    ),
)


def load(demo: Demo) -> None:
    """Write the plans from the regions' decisions, then let their actions happen."""
    for script in PLANS:
        for action, each in _write(demo, script):
            _live(demo, script.code, action, each)


def _write(demo: Demo, script: PlanScript) -> list[tuple[Action, Script]]:
    lead = demo.reader(f"{script.code}:policy_maker:1")
    region = demo.regions[script.code]
    with demo.on(script.started):
        plan = create_plan(
            region=region,
            text=PlanText(
                title=script.title,
                starts_on=demo.day(script.started),
                ends_on=demo.day(script.started + 730),
                policy_instrument=script.instrument,
                context=script.context,
                is_public=script.is_public,
            ),
            by=lead,
            is_demonstration=True,
        )
        decided = {each.transfer.practice.slug: each for each in decisions_to_plan(lead, region)}
        actions = [
            (take_into_plan(decision=decided[each.practice], plan=plan, by=lead), each)
            for each in script.actions
        ]
        for action, each in actions:
            _describe(demo, action, each, lead)
        title, note = script.own_idea
        add_action(plan=plan, text=ActionText(title=title), source=Source(own_idea=note), by=lead)
        if script.gap:
            kind, slug, title = script.gap
            source = Source(gap_kind=kind, practice=demo.practices[slug])
            add_action(plan=plan, text=ActionText(title=title), source=source, by=lead)
    with demo.on(script.started + 10):
        submit_plan(plan=plan, by=lead)
    if script.is_adopted:
        with demo.on(script.started + 25):
            adopt_plan(plan=plan, adopted_on=demo.day(script.started + 24), by=lead)
    return actions


def _describe(demo: Demo, action: Action, script: Script, lead: Reader) -> None:
    text = ActionText(
        title=script.title,
        background=action.background,
        players=script.players,
        starts_on=demo.day(script.starts),
        ends_on=demo.day(script.ends),
        cost=Decimal(script.cost),
        funding_sources=script.funding,
    )
    edit_action(action=action, text=text, by=lead)
    for title, due in script.milestones:
        add_milestone(action=action, title=title, due_on=demo.day(due), by=lead)


def _live(demo: Demo, code: str, action: Action, script: Script) -> None:
    """Progress by a member, milestones reached, and the end that the script knows."""
    member = demo.reader(f"{code}:practitioner:1")
    lead = demo.reader(f"{code}:policy_maker:1")
    for milestone in action.milestones.all():
        offset = (milestone.due_on - demo.today).days
        if script.fate in {"done", "under_way"} and offset < 0:
            with demo.on(offset):
                reach_milestone(milestone=milestone, reached_on=milestone.due_on, by=member)
    if script.fate in {"under_way", "late"}:
        state = ActionState.DELAYED if script.fate == "late" else ActionState.UNDER_WAY
        for offset, percent, text in ((-80, 15, "The people are found."), (-25, 35, script.words)):
            with demo.on(max(offset, script.starts + 5)):
                report_progress(action=action, state=state, percent=percent, text=text, by=member)
    if script.fate == "done":
        with demo.on(script.ends):
            close_action(
                action=action,
                done_on=demo.day(script.ends),
                evidence=script.words,
                funding_levered=Decimal(script.levered),
                improves_policy=script.improves_policy,
                by=lead,
            )
    if script.fate == "dropped":
        with demo.on(-25):
            drop_action(action=action, reason=script.words, by=lead)
