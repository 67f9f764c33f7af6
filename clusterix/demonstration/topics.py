"""The coordinator's topic board: invented topics over the real practices, by words of titles."""

from clusterix.demonstration.context import Demo
from practices.actions.topics import make_topic, sort_practices

COORDINATOR = "AT12:intermediary:1"
# Topic, its question, and the first words of the practices that answer it.
TOPICS = (
    (
        "What can our firms do together?",
        "Finding skills and partners across fields before money is spent.",
        ("Bioplastics", "Competence Map", "PLASTIPOLIS", "Cross-clustering", "Alpine tech"),
    ),
    (
        "Who pays for the first joint step?",
        "Small money for prototypes, tests and joint teams.",
        ("Public Private", "Joint technological", "BSR Innovation", "VINNVÄXT"),
    ),
    (
        "Does a cluster programme work?",
        "Measuring, peer review and renewal.",
        ("Evaluation model", "International peer", "Independent", "Online cluster", "SLIM"),
    ),
    (
        "What makes a good cluster manager?",
        "Training, guides and support for those who run clusters.",
        ("REG X", "CLOE", "ClusterAgentur", "Cluster management"),
    ),
    (
        "How do clusters go abroad?",
        "Consortia and border regions.",
        ("Export", "Co-financing", "Klusteuro", "InTra-Net"),
    ),
)


def load(demo: Demo) -> None:
    """Five topics; what fits none of them stays unsorted."""
    by = demo.reader(COORDINATOR)
    with demo.on(-40):
        for name, question, titles in TOPICS:
            topic = make_topic(name=name, text=question, by=by)
            chosen = [each for each in demo.practices.values() if each.title.startswith(titles)]
            sort_practices(practices=chosen, topic=topic, by=by)
