"""Chapter after the catalogue: two practices in a second language, one of them out of date.

The practices are real; their German and Swedish words were made for the demonstration.
"""

from dataclasses import replace
from typing import Final

from clusterix.demonstration.context import Demo
from clusterix.demonstration.people import COORDINATOR
from practices.actions import approve, save_draft, save_translation, submit
from practices.actions.draft import Seen
from practices.actions.translating import Rendering
from practices.models import Practice
from practices.writing.manuscript import Manuscript
from practices.writing.translations import seen_mark

PUBLISHED: Final = ("competence-map", "AT12:practitioner:1")
GERMAN: Final = {
    "title": "Competence Map (Kompetenzlandkarte der Clusterunternehmen)",
    "summary": (
        "Eine Workshop-Methode: Betriebe beschreiben, was sie können, statt was sie verkaufen, und "
        "suchen neue Märkte und Partner."
    ),
    "how_it_works": (
        "In einem Workshop beschreibt ein Unternehmen (später auch eine Forschungseinrichtung), "
        "was es kann, statt was es verkauft, und sucht dann neue Anwendungen, Märkte und Partner. "
        "Dazu gehören ein Fragebogen zur Selbsteinschätzung der technischen und organisatorischen "
        "Kompetenzen und ein Leitfaden für den Workshop, das Auswertungsraster und das Lesen des "
        "Portfolios, das daraus entsteht. Clustermanager beginnen mit den Ergebnissen gemeinsame "
        "Projekte und finden neue Felder zwischen den Branchen."
    ),
    "resources": (
        "Die Verbreitung wurde aus regionalen und privaten Mitteln bezahlt; der Betrag war nicht "
        "zu finden."
    ),
}
IN_WRITING: Final = ("skane-evaluation-model", "SE22:practitioner:1")
SWEDISH: Final = {
    "title": "Utvärderingsmodell för Skånes klusterinitiativ (nollmätning)",
    "summary": (
        "Enkät, registerstatistik, processlogg och intervjuer ger sex klusterinitiativ en gemensam "
        "nollpunkt."
    ),
    "how_it_works": (
        "En modell i fyra delar: enkät till medlemsföretag, registerstatistik, processlogg och "
        "intervjuer. Den användes för sex initiativ och är tänkt som en nollpunkt för senare "
        "utvärderingar."
    ),
}
BEFORE: Final = "It is meant as a zero point against which later evaluations are read."
AFTER: Final = "The result is a zero point: later evaluations are read against it."


def load(demo: Demo) -> None:
    """A version that everybody can read, and one beside a draft that went on without it."""
    publish_german(demo)
    leave_swedish_behind(demo)


def publish_german(demo: Demo) -> None:
    slug, key = PUBLISHED
    practice, writer = demo.practices[slug], demo.reader(key)
    with demo.on(-505, hour=10):
        _translate(demo, practice, "de", GERMAN, key)
    draft = practice.revisions.open().get()
    with demo.on(-504, hour=9):
        draft = submit(revision=draft, by=writer)
    with demo.on(-503, hour=14):
        demo.practices[slug] = approve(revision=draft, by=demo.reader(COORDINATOR))


def leave_swedish_behind(demo: Demo) -> None:
    slug, key = IN_WRITING
    practice = demo.practices[slug]
    with demo.on(-3, hour=15):
        _translate(demo, practice, "sv", SWEDISH, key)
    draft = practice.revisions.open().get()
    text = Manuscript.of(draft)
    words = text["how_it_works"].replace(BEFORE, AFTER)
    with demo.on(-3, hour=16, minute=20):
        save_draft(
            revision=draft,
            manuscript=replace(text, content={**text.content, "how_it_works": words}),
            seen=Seen(draft.pk, draft.edit),
            by=demo.reader(key),
        )


def _translate(
    demo: Demo, practice: Practice, language: str, words: dict[str, str], key: str
) -> None:
    """Upon the open text, or the public one where nothing is open."""
    opened = practice.revisions.open().with_translation().first()
    upon = opened or practice.published_revision
    if upon is None:
        raise LookupError(practice.slug)
    save_translation(
        practice=practice,
        rendering=Rendering(language, words),
        seen=seen_mark(upon),
        by=demo.reader(key),
    )
