"""Chapter about what regions look for. Every sentence is invented; the regions are real."""

from typing import Final

from clusterix.demonstration.context import Demo
from practices.actions.needs import state_need

# Who says it, how many days ago, what, the theme by number, a field, an instrument.
NEEDS: Final = (
    ("SE22:policy_maker:1", -41, "A way to see what our clusters achieve", 1, "", "method"),
    (
        "SE22:practitioner:1",
        -30,
        "Money with which food firms try new packaging",
        0,
        "packaging",
        "",
    ),
    (
        "SE22:intermediary:1",
        -12,
        "Small grants for firms that begin to work together",
        2,
        "",
        "grant",
    ),
    (
        "AT12:policy_maker:1",
        -38,
        "Partners abroad for firms in plastics and bioplastics",
        3,
        "plastics",
        "",
    ),
    ("AT12:intermediary:2", -20, "Calls that cost small firms less paper", 2, "", "special_call"),
    ("DK03:policy_maker:1", -35, "Public buyers who ask for what does not exist yet", 2, "", ""),
    (
        "DK03:practitioner:1",
        -16,
        "Design as a service for firms without designers",
        0,
        "design",
        "service",
    ),
    (
        "FR71:policy_maker:1",
        -33,
        "A review of our clusters by people from outside",
        1,
        "",
        "method",
    ),
    (
        "DE12:policy_maker:1",
        -28,
        "An atlas of clusters that keeps itself up to date",
        1,
        "",
        "method",
    ),
    ("DE12:intermediary:1", -14, "Common projects of clusters from two regions", 3, "", "network"),
    (
        "HU22:policy_maker:1",
        -40,
        "Suppliers of the car industry that learn from each other",
        0,
        "automotive",
        "",
    ),
    ("HU22:practitioner:1", -11, "A label that says how good a cluster is", 1, "", ""),
    (
        "ITH1:policy_maker:1",
        -26,
        "Clusters of wood and mountain technologies across the border",
        3,
        "wood",
        "",
    ),
    ("RO32:policy_maker:1", -24, "How to begin: first grants for cluster offices", 2, "", "grant"),
    ("RO32:practitioner:1", -9, "Training for people who manage a cluster", 1, "", "service"),
    (
        "SE11:policy_maker:1",
        -22,
        "Competitions that choose a few strong initiatives",
        2,
        "",
        "special_call",
    ),
)


def load(demo: Demo) -> None:
    """Each region says one to three things."""
    for who, day, text, theme, industry, instrument in NEEDS:
        with demo.on(day):
            state_need(
                region=demo.regions[who.partition(":")[0]],
                text=text,
                theme=demo.themes.get(theme),
                industry=demo.industries.get(industry),
                instrument=instrument,
                by=demo.reader(who),
            )
