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
from plans.models import Action, ActionState, Plan
from plans.sources import decisions_to_plan
from regions.reader import Reader


@dataclass(frozen=True)
class Script:
    """One action's invented life; days are counted from today, money in euro.

    `practice` is the decided one that the action carries on. `fate`: "done", "dropped", "late",
    "under_way" or "planned".
    """

    practice: str
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
    state: str  # "adopted", "submitted" or "draft"
    is_public: bool
    actions: tuple[Script, ...]
    own_idea: tuple[str, str] = ("", "")


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
        state="adopted",
        is_public=True,
        actions=(
            Script(
                "rhone-alpes-cluster-policy",
                -230,
                -40,
                36_000,
                "Region Skåne, cluster managers of six clusters",
                "Regional budget, secured",
                (("Peers trained", -160), ("Six checks done", -50)),
                "done",
                "All six clusters were checked; four changed their plans after it.",
                24_000,
                True,
            ),
            Script(
                "ppi-pool",
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
                -150,
                30,
                12_000,
                "Cluster 55°, partners across the border",
                "Cluster fees, secured",
                (("First workshop held", -30),),
                "late",
                "The first workshop had to be moved; a new date is agreed.",
            ),
            Script(
                "audi-department-group",
                -100,
                300,
                90_000,
                "Cluster 55°, Lund University",
                "Open",
                (("Terms agreed", 90), ("First reading", 280)),
                "planned",
            ),
        ),
        own_idea=(
            "One calendar for all clusters",
            "Came up in a coffee break of the second session",
        ),
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
        state="adopted",
        is_public=False,
        actions=(
            Script(
                "accredited-cluster-grants",
                -190,
                -20,
                150_000,
                "Region of Southern Denmark, Design2innovate",
                "Regional development money, secured",
                (("Call closed", -110), ("Twelve firms served", -30)),
                "done",
                "Twelve firms were served; the scheme is now part of the yearly budget.",
                80_000,
                True,
            ),
            Script(
                "klusteuro",
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
                -60,
                240,
                75_000,
                "Region of Southern Denmark, cluster academy",
                "Regional budget, secured",
                (("First course", 45), ("Second course", 200)),
                "under_way",
                "The programme of the first course is ready.",
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
        state="submitted",
        is_public=False,
        actions=(
            Script(
                "reg-x",
                -20,
                330,
                60_000,
                "West-Pannon, the wood and the car clusters, two schools",
                "Open",
                (("Agreement signed", 60), ("First term", 300)),
                "planned",
            ),
            Script(
                "skane-evaluation-model",
                20,
                360,
                25_000,
                "West-Pannon, cluster managers",
                "Applied for",
                (("Method chosen", 80),),
                "planned",
            ),
        ),
        own_idea=("A visit day for teachers", "A teacher asked for it at a stakeholder meeting"),
    ),
)


def load(demo: Demo) -> None:
    """Write the plans from the regions' decisions, then let their actions happen."""
    for script in PLANS:
        plan, actions = _write(demo, script)
        for action, each in zip(actions, script.actions, strict=False):
            _live(demo, plan, action, each)


def _write(demo: Demo, script: PlanScript) -> tuple[Plan, list[Action]]:
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
        decisions = {each.transfer.practice.slug: each for each in decisions_to_plan(lead, region)}
        actions = [
            take_into_plan(decision=decisions[each.practice], plan=plan, by=lead)
            for each in script.actions
        ]
        for action, each in zip(actions, script.actions, strict=False):
            _describe(demo, action, each, lead)
        title, note = script.own_idea
        if title:
            add_action(
                plan=plan, text=ActionText(title=title), source=Source(own_idea=note), by=lead
            )
    if script.state != "draft":
        with demo.on(script.started + 10):
            submit_plan(plan=plan, by=lead)
    if script.state == "adopted":
        with demo.on(script.started + 25):
            adopt_plan(plan=plan, adopted_on=demo.day(script.started + 24), by=lead)
    return plan, actions


def _describe(demo: Demo, action: Action, script: Script, lead: Reader) -> None:
    text = ActionText(
        title=action.title,
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


def _live(demo: Demo, plan: Plan, action: Action, script: Script) -> None:
    """Progress by a member, milestones reached, and the end that the script knows."""
    code = plan.region.code
    member = demo.reader(f"{code}:practitioner:1")
    lead = demo.reader(f"{code}:policy_maker:1")
    for milestone in action.milestones.all():
        offset = (milestone.due_on - demo.today).days
        if script.fate in {"done", "under_way"} and offset < 0:
            with demo.on(offset):
                reach_milestone(milestone=milestone, reached_on=milestone.due_on, by=member)
    if script.fate in {"under_way", "late"}:
        state = ActionState.DELAYED if script.fate == "late" else ActionState.UNDER_WAY
        for offset, percent in ((-80, 15), (-25, 35)):
            with demo.on(max(offset, script.starts + 5)):
                report_progress(
                    action=action, state=state, percent=percent, text=script.words, by=member
                )
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
