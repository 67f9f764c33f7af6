"""Where the method comes from. Names and titles are not translated, what we took is."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Source:
    who: str
    year: str
    title: str
    why: str | Promise


SOURCES: tuple[Source, ...] = (
    Source(
        "L. R. James, R. G. Demaree, G. Wolf",
        "1984",
        "Estimating within-group interrater reliability with and without response bias",
        _("From here is the figure of agreement per question."),
    ),
    Source(
        "K. Krippendorff",
        "2004",
        "Content Analysis: An Introduction to Its Methodology",
        _("From here are alpha and its limits 0.800 and 0.667."),
    ),
    Source(
        "M. H. Quenouille; J. W. Tukey",
        "1956; 1958",
        "Notes on bias in estimation; Bias and confidence in not-quite large samples",
        _("To leave out each one once is their jackknife. We show its range only."),
    ),
    Source(
        "NICHES+; TIDE",
        "2008–2011; 2012–2015",
        "Transferability handbook of European projects on urban transport",
        _("From here are the scale from −2 to +2, and drivers and barriers as a profile."),
    ),
    Source(
        "Cedefop",
        "",
        "Handbook on transferability, decision-making tool",
        _("Relevance, context and applicability as separate questions."),
    ),
    Source(
        "L. Cambon, L. Minary, V. Ridde, F. Alla (ASTAIRE)",
        "2013",
        "A tool to analyze the transferability of health promotion interventions",
        _("Questions about people, surroundings and implementation, and what to keep at the core."),
    ),
    Source(
        "T. Schloemer, P. Schröder-Bäck (PIET-T)",
        "2018",
        "Criteria for evaluating transferability of health interventions",
        _("A method that looks at population, intervention, environment and transfer together."),
    ),
    Source(
        "European public health best practice portal",
        "2022",
        "Process and criteria for best practice assessment",
        _("Some criteria must be met before others count: our gates."),
    ),
    Source(
        "SCIROCCO",
        "2016–2018",
        "Maturity Model for Integrated Care",
        _("A kin: how ready a region is, against what a practice needs, talked over in a group."),
    ),
)
