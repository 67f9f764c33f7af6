"""Whoever answers reads their language: no sentence of these pages is without its translation."""

import ast
import re
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import trans_real
from django.utils.translation.template import templatize

from assessments.actions.answers import NotAsked, TapReused
from assessments.actions.home_rounds import WhoAreYou
from assessments.actions.seats import NotYourSeat
from assessments.default_texts import TEXTS
from assessments.home import nightly
from assessments.home.rules import link_blockers
from assessments.models import HomeInvitation
from assessments.rules import answering_blockers
from assessments.tests.pairs import make_invited, make_strange_practice
from assessments.tests.pairs import open_at_home as open_round
from clusterix.testing.persona import Persona
from core import clock
from core.errors import BadInput
from core.idempotency import KeyReused
from core.languages import ANSWERING
from core.models import Mail
from practices.models import RequirementKind
from practices.tests.factories import make_requirement

LANGUAGES = [each for each in ANSWERING if each != "en"]
PHRASE = r"""\b(_|gettext|ngettext)\(u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
APP = Path(__file__).parent.parent
# Every sentence of these may be read by somebody who answers.
SPEAKING = [
    "actions/home_passing.py",
    "forms/answering.py",
    "home/letters.py",
    "views/answering.py",
    "views/invited.py",
    "views/join.py",
]

# Of sessions, on a page that both use.
OF_SESSIONS = {
    "Entered by the moderator: %(reason)s",
    "This is not my answer",
    "Your answer of the earlier round stands. A tap changes it.",
    "contested",
    "earlier round",
}
TEMPLATES = [
    "_home_asks.html",
    "_home_brand.html",
    "_home_language.html",
    "_home_passed.html",
    "_own_answers.html",
    "_question.html",
    "_question_foot.html",
    "home_invited.html",
    "home_join.html",
    "home_pass.html",
    "home_rate.html",
    "home_refused.html",
]


def catalogue(language):
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


@contextmanager
def heard():
    """The keys of all that is said inside, as gettext looks them up; plurals with a form."""
    keys = set()
    real = {name: getattr(trans_real, name) for name in ("gettext", "ngettext", "pgettext")}

    def add(key):
        if translation.get_language() != "en":  # what others read at the same time is no matter
            keys.add(key)

    def gettext(message):
        add(message.replace("\r\n", "\n"))
        return real["gettext"](message)

    def pgettext(context, message):
        add(f"{context}\x04{message}")
        return real["pgettext"](context, message)

    def ngettext(singular, plural, number):
        add((singular, 0))
        return real["ngettext"](singular, plural, number)

    trans = translation._trans
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trans, "gettext", gettext, raising=False)
        patch.setattr(trans, "pgettext", pgettext, raising=False)
        patch.setattr(trans, "ngettext", ngettext, raising=False)
        yield keys


def sentences_in(path):
    """What a module says: first arguments of `_()`, `gettext_lazy()` and `ngettext()`."""
    for node in ast.walk(ast.parse((APP / path).read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
            continue
        first = node.args[0]
        if node.func.id in {"_", "gettext_lazy"} and isinstance(first, ast.Constant):
            yield first.value


def phrases_in(template):
    """What a template says, whatever branch of it is drawn."""
    source = (APP / "templates" / "assessments" / template).read_text(encoding="utf-8")
    calls = re.findall(PHRASE, templatize(source))
    for name, first in calls:
        said = ast.literal_eval(first)
        yield (said, 0) if name == "ngettext" else said


def unsaid(keys, language):
    known = trans_real.translation(language)._catalog
    return sorted({str(key) for key in keys if key and known.get(key) is None})


def tap(client, address, code, value, **data):
    sent = {"criterion": code, "answer": value, "idempotency_key": str(uuid4())} | data
    return client.post(address, sent)


def walk_by_shared_link(opened):
    guest = Persona()
    address = f"/rate/{opened.link_token}/"
    guest.post(address, {"choose": "language", "language": "de"})
    assert '<html lang="de"' in guest.get(address).text
    guest.post(address, {"name": "", "level": "", "showing": ""})
    guest.post(address, {"name": "Gerd", "level": "practitioner", "showing": "no"})
    assert guest.get(address).status_code == 302
    return guest, f"/assessments/home/{opened.pk}/rate/"


def walk_answers(guest, address):
    for value in ("", "-2", "-1", "0", "1", "2", "unknown"):
        if value:
            guest.get(tap(guest, address, "R1", value, obstacle="Nein", comment="Ja").url)
        guest.get(f"{address}?q=R1")
    tap(guest, address, "R1", "9")
    key = str(uuid4())
    for value in ("1", "2"):
        tap(guest, address, "R2", value, idempotency_key=key)
    guest.get(f"{address}?q=end")
    guest.get(f"{address}?pass=F3")
    guest.post(f"{address}?pass=F3", {"name": "", "email": "x", "language": "xx"})
    for name in ("Karl", "Bernd"):
        sent = {"name": name, "email": f"{name.lower()}@example.eu", "language": "de"}
        guest.post(f"{address}?pass=F3", {**sent, "note": "Du weißt es."})
    guest.get(f"{address}?q=F3")
    guest.get(f"{address}?q=end")
    guest.post(address, {"done": "yes"})
    guest.get(f"{address}?q=end")


def walk_invited(opened):
    asked = make_invited(opened, "Anna Berg", "de")
    address = f"/rate/mine/{asked.token}/"
    visitor = Persona()
    visitor.get(address)
    visitor.post(address, {"decline": "yes"})
    visitor.get(address)
    visitor.post(address, {"other": "yes", "name": "", "email": ""})
    twice = {"other": "yes", "name": "Anna", "email": asked.email, "language": "de"}
    visitor.post(address, twice)
    visitor.post(address, twice | {"name": "Olga", "email": "olga@example.eu"})
    visitor.post(address, {"level": ""})
    visitor.post(address, {"level": "policy_maker", "showing": "yes"})
    visitor.get(address)
    own = {"name": "Anna", "email": asked.email, "language": "de"}
    visitor.post(f"{address}?pass=F1", own)
    for code in ("F1", "F2", "F4", "F5", "F6", "F7"):
        karl = {"name": "Karl", "email": "karl@example.eu", "language": "de"}
        visitor.post(f"{address}?pass={code}", karl)
    return visitor, address


def walk_passed(opened):
    karl = HomeInvitation.objects.get(email="karl@example.eu")
    visitor, address = Persona(), f"/rate/mine/{karl.token}/"
    visitor.get(address)
    visitor.post(address, {"level": "intermediary", "showing": "no"})
    for code in karl.codes:
        visitor.get(tap(visitor, address, code, "1").url)
    return visitor, address


def walk_end(opened, addresses):
    with clock.at(clock.now() + timedelta(days=8)):
        nightly.remind_unfinished()
    left = make_invited(opened, "Xaver", "de")
    with clock.at(clock.now() + timedelta(days=11)):
        Persona().get(f"/rate/mine/{left.token}/")
        nightly.close_over()
        for client, address in addresses:
            client.get(address)
            tap(client, address, "R1", "1")
            client.post(f"{address}?pass=R3", {"name": "A", "email": "a@b.eu", "language": "de"})
        Persona().get(f"/rate/{opened.link_token}/")
    with clock.at(clock.now() + timedelta(days=60)):
        Persona().get(addresses[1][1])


@pytest.fixture
def everything_said(small):
    """All that is said to people who answer in German: pages, errors, refusals, letters."""
    practice = make_strange_practice()
    make_requirement(practice.published_revision, kind=RequirementKind.LEGAL_POWER)
    opened = open_round(small.home.region, practice)
    with heard() as keys:
        shared = walk_by_shared_link(opened)
        walk_answers(*shared)
        mine = walk_invited(opened)
        passed = walk_passed(opened)
        walk_end(opened, [shared, mine, passed])
    return keys


REFUSED = [
    BadInput.sentence,
    KeyReused.sentence,
    NotAsked.sentence,
    NotYourSeat.sentence,
    TapReused.sentence,
    WhoAreYou.sentence,
]


def test_refusals_that_no_walk_meets_are_said(small):
    opened = open_round(small.home.region)
    early, late = opened.opened_at - timedelta(hours=1), opened.opened_at + timedelta(days=1)
    with translation.override("de"), heard() as keys:
        for each in REFUSED:
            str(each)
        for moment in (early, late):
            [str(each) for each in answering_blockers(opened, moment, opened.opened_at)]
        opened.ends_on, opened.state = None, "revealed"
        [str(each) for each in answering_blockers(opened, opened.opened_at, late)]
        asked = HomeInvitation(name="Anna", withdrawn_at=late)
        [str(each) for each in link_blockers(asked, opened, late)]
    assert {each: unsaid(keys, each) for each in LANGUAGES} == {each: [] for each in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_and_the_letter_are_in_the_language(small, language):
    opened = open_round(small.home.region)
    asked = make_invited(opened, "Anna Berg", language)
    address = f"/rate/mine/{asked.token}/"
    visitor = Persona()
    page = visitor.get(address)
    assert (f'<html lang="{language}"' in page.text, page.headers["Content-Language"]) == (
        True,
        language,
    )
    assert "Would this work" not in page.text
    visitor.post(address, {"level": "policy_maker", "showing": "no"})
    question = TEXTS[language]["R1"].question
    assert question in visitor.get(address).text
    assert "asks you" not in Mail.objects.get(to=asked.email).subject


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_words(language):
    path = catalogue(language)
    words = polib.pofile(str(path))
    assert [each.msgid for each in words.untranslated_entries() + words.fuzzy_entries()] == []
    assert path.with_suffix(".mo").read_bytes() == words.to_binary(), "manage.py compile_words"


def test_the_site_itself_stays_in_english(small, member):
    page = member.get("/practices/", headers={"Accept-Language": "de"})
    assert '<html lang="en"' in page.text


def test_nothing_is_said_without_its_translation(everything_said):
    said = everything_said | {each for path in SPEAKING for each in sentences_in(path)}
    said |= {each for name in TEMPLATES for each in phrases_in(name)} - OF_SESSIONS
    assert {each: unsaid(said, each) for each in LANGUAGES} == {each: [] for each in LANGUAGES}
