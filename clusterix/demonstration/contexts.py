"""What each region has, kind by kind; levels, sentences and days are invented."""

from dataclasses import dataclass
from typing import Final

from clusterix.demonstration.context import Demo
from core import clock
from regions.actions import ask_for_context, confirm_context, save_context
from regions.context.profile import Profile, Said
from regions.models import ContextItem
from regions.reader import Reader

LEGAL, MONEY, CLUSTERS = "legal_power", "funding_instrument", "cluster_maturity"
STAFF, DATA, MANDATE, TIME, OTHER = "staff", "data", "mandate", "time", "other"


@dataclass(frozen=True)
class Script:
    """A region's profile: when it was said and last confirmed, in days from today."""

    code: str
    said: int
    confirmed: int | None
    has: tuple[tuple[str, int, str], ...]


PROFILES: Final = (
    Script(
        "SE22",
        -330,
        -42,
        (
            (LEGAL, 1, "The region plans and coordinates; procurement rules are national"),
            (MONEY, 2, "Regional growth money, and structural funds until the programme ends"),
            (CLUSTERS, 3, "Six initiatives with staff, most of them for five years or more"),
            (STAFF, 1, "Two posts for clusters at the regional council"),
            (DATA, 2, "Register statistics by firm can be ordered"),
            (MANDATE, 2, "Regional growth is our task, without the power to tax for it"),
            (TIME, 1, "The strategy runs out next year"),
            (OTHER, 2, "A house where firms and students meet"),
        ),
    ),
    Script(
        "AT12",
        -300,
        -60,
        (
            (LEGAL, 2, "The province decides on its own programmes"),
            (MONEY, 2, "A programme of the province for cluster projects"),
            (CLUSTERS, 3, "Five clusters under one roof, with managers of their own"),
            (STAFF, 2, "A small team; nobody for evaluation"),
            (DATA, 2, "Members answer a survey every second year"),
            (MANDATE, 3, "The economic strategy gives us the task and a budget"),
            (TIME, 2, "Two years of the programme are left"),
        ),
    ),
    Script(
        "DK03",
        -280,
        -30,
        (
            (LEGAL, 2, "The region decides together with municipalities"),
            (MONEY, 3, "Development money of the region, a call is open"),
            (CLUSTERS, 2, "Three clusters with staff, two that begin"),
            (STAFF, 2, "Three people; none of them for law"),
            (DATA, 2, "Figures of the national statistics can be ordered"),
            (MANDATE, 2, "The growth strategy names clusters"),
            (TIME, 2, "Until the end of the strategy"),
            (OTHER, 2, "Hospitals that test new things"),
        ),
    ),
    Script(
        "FR71",
        -310,
        -55,
        (
            (LEGAL, 2, "The region leads, the state labels"),
            (MONEY, 3, "A regional programme, open all year"),
            (CLUSTERS, 3, "Fifteen clusters with teams"),
            (STAFF, 2, "Two people and an agency"),
            (DATA, 1, "Reports of clusters, each in its own way"),
            (MANDATE, 3, "Clusters are a task of the region, with a vice-president"),
            (TIME, 2, "Two years until the next contract"),
        ),
    ),
    Script(
        "DE12",
        -270,
        -75,
        (
            (LEGAL, 1, "The state decides; the region is asked"),
            (MONEY, 1, "Small sums for events"),
            (CLUSTERS, 3, "Several clusters, some for twenty years"),
            (STAFF, 1, "One person, beside other work"),
            (DATA, 3, "The state's cluster atlas of this year"),
            (MANDATE, 1, "The development concept mentions it"),
            (TIME, 3, "No end is set"),
        ),
    ),
    Script(
        "HU22",
        -260,
        -90,
        (
            (LEGAL, 0, "The ministry accredits and decides"),
            (MONEY, 1, "Single calls of the operational programme"),
            (CLUSTERS, 2, "Two accredited clusters, three that begin"),
            (STAFF, 1, "One project manager"),
            (DATA, 1, "A survey from three years ago"),
            (MANDATE, 1, "The county programme mentions clusters"),
            (TIME, 1, "The agency's contract ends next year"),
        ),
    ),
    Script(
        "ITH1",
        -240,
        None,
        (
            (LEGAL, 3, "The province makes its own law on innovation"),
            (MONEY, 2, "A fund that pays half of joint projects"),
            (CLUSTERS, 2, "Four clusters in the technology park"),
            (STAFF, 3, "A team of five in the park"),
            (MANDATE, 3, "Task and budget by the province's law"),
            (TIME, 2, "Two years of the programme are left"),
        ),
    ),
    Script(
        "RO32",
        -460,
        None,
        (
            (LEGAL, 0, "National programmes only"),
            (MONEY, 0, "No money of the region's own"),
            (CLUSTERS, 1, "First groups, run by volunteers"),
            (STAFF, 1, "One person of the agency"),
            (DATA, 1, "A list of firms"),
            (MANDATE, 1, "The regional plan names clusters"),
            (TIME, 2, "Two years until the next programme"),
        ),
    ),
    Script(
        "SE11",
        -290,
        -35,
        (
            (LEGAL, 3, "The agency decides on its own programmes"),
            (MONEY, 3, "A national programme with calls every year"),
            (CLUSTERS, 3, "Winners of earlier calls, with teams"),
            (STAFF, 2, "Programme managers; none for design"),
            (DATA, 3, "Results of all funded initiatives, each year"),
            (MANDATE, 3, "A task of the government with a budget"),
            (TIME, 3, "The programme runs for years"),
        ),
    ),
)
OLD: Final = "RO32"
ASKED: Final = -20  # days from today


def load(demo: Demo) -> None:
    """Write each profile and confirm most; one has grown old, and its lead is asked."""
    for script in PROFILES:
        region = demo.regions[script.code]
        with demo.on(script.said):
            today = clock.today()
            save_context(
                by=demo.reader(f"{script.code}:intermediary:1"),
                region=region,
                lines={kind: Said(has, text, today) for kind, has, text in script.has},
                seen=Profile.of(region, ContextItem.objects.none(), today).prints,
            )
        if script.confirmed:
            with demo.on(script.confirmed):
                confirm_context(by=demo.reader(f"{script.code}:policy_maker:1"), region=region)
    with demo.on(ASKED, 4):
        ask_for_context(by=Reader.system(), region=demo.regions[OLD])
