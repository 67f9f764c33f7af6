"""Words of a search are marked in title, short line and text: nothing else, and safely."""

import re

import pytest
from django.urls import reverse
from psycopg._queries import MAX_CACHED_STATEMENT_LENGTH

from practices.filters import Vocabulary
from practices.finding.highlights import START, STOP, fragment_of, marks_of, parts_of
from practices.finding.listing import cards_of, statement_of
from practices.search import Question
from practices.tests.factories import make_practice, make_revision
from practices.tests.reading import titles_of
from regions.reader import Reader

pytestmark = pytest.mark.django_db

URL = reverse("practice_list")


def marked(practice, words):
    """Title, short line and fragment with [brackets] around what is marked."""
    reader = Reader.visitor()
    question = Question(reader, words=words)
    hit = cards_of(question, Vocabulary.for_reader(reader), [practice.pk])[0].hit
    return tuple(
        "".join(f"[{text}]" if is_hit else text for text, is_hit in parts)
        for parts in (hit.title, hit.summary, hit.fragment)
    )


def test_the_places_are_marked():
    practice = make_practice(
        title="Cluster vouchers", summary="A voucher for firms.",
        problem="Firms are alone.", how_it_works="They get a **voucher** and use it.", evidence="",
    )  # fmt: skip

    assert marked(practice, "voucher") == (
        "Cluster [vouchers]",
        "A [voucher] for firms.",
        "",
    )
    assert marked(practice, "elsewhere") == ("Cluster vouchers", "A voucher for firms.", "")


def test_the_text_is_shown_where_title_and_short_line_do_not_say_enough():
    practice = make_practice(
        title="Cluster", summary="For firms.", how_it_works="They get a **voucher** and use it.",
        problem="Firms are alone.", evidence="",
    )  # fmt: skip
    text = "Firms are alone. They get a [voucher] and use it"

    assert marked(practice, "voucher") == ("Cluster", "For firms.", text)
    assert marked(practice, "cluster voucher") == ("[Cluster]", "For firms.", text)
    assert marked(practice, "cluster firms") == ("[Cluster]", "For [firms].", "")
    assert marked(practice, "clusters -agency") == ("[Cluster]", "For firms.", "")


def test_who_and_where_are_shown_where_they_are_why():
    practice = make_practice(
        title="Fair", summary="", how_it_works="For firms.", organisation="Vinnova", place="Győr"
    )

    assert marked(practice, "vinnova")[2] == "[Vinnova], Győr"
    assert marked(practice, "gyor")[2] == "Vinnova, [Győr]"


def test_accents_and_languages_are_folded_as_the_search_does():
    practice = make_practice(
        title="Förderung für Skåne", summary="Die Verbünde arbeiten.", language="de",
        problem="", how_it_works="", evidence="",
    )  # fmt: skip

    assert marked(practice, "skane verbund")[:2] == (
        "Förderung für [Skåne]",
        "Die [Verbünde] arbeiten.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> voucher",
        "a & b &amp; voucher <b>",
        f"{START}forged{STOP} voucher",
        f"{STOP}voucher{START}",
        '" onmouseover="alert(1) voucher',
        "</mark><img src=x onerror=alert(1)> voucher",
        "%s {0} voucher {{ x }} {% now %}",
    ],
)
def test_no_text_can_bring_a_mark_or_a_tag(small, visitor, text):
    practice = make_practice(title=text, summary=text, how_it_works=text)
    content = visitor.get(URL, {"q": "voucher"}).content.decode()
    row = content[content.index('<article class="prow">') : content.index("</article>")]

    plain = text.replace(START, "").replace(STOP, "")
    title, summary, fragment = marked(practice, "voucher")
    assert title == summary == plain.replace("voucher", "[voucher]")
    assert set(re.findall(r"<mark>(.*?)</mark>", row)) == {"voucher"}
    assert "<script" not in row
    assert "<img" not in row
    assert "onerror=" not in re.sub(r"&lt;.*?&gt;", "", row)
    assert START not in title + summary + fragment


def test_a_fragment_is_one_line_without_markup():
    text = "## Head\n\n- see [the site](https://x.example) and `code`\n> a **voucher** ~~not~~\n"
    practice = make_practice(problem=text, how_it_works="", evidence="")

    assert marked(practice, "voucher")[2] == "Head see the site and code a [voucher] not"


def test_a_fragment_is_short_and_near_the_place():
    text = " ".join(f"before{n}" for n in range(300)) + " voucher " + "after " * 300
    practice = make_practice(problem=text, how_it_works="", evidence="")
    fragment = marked(practice, "voucher")[2]

    assert "[voucher]" in fragment
    assert 12 <= len(fragment.split()) <= 28


def test_only_the_approved_text_is_looked_through(small, visitor):
    practice = make_practice(title="Pool", summary="Approved voucher.")
    make_revision(
        practice, title="Secret voucher", summary="Secret.", how_it_works="Secret voucher."
    )
    content = visitor.get(URL, {"q": "voucher"}).content.decode()

    assert "Approved <mark>voucher</mark>." in content
    assert "Secret" not in content


def test_nothing_is_marked_without_words(small, visitor):
    make_practice(title="Pool of vouchers")

    assert "<mark>" not in visitor.get(URL).content.decode()
    assert titles_of(visitor.get(URL, {"q": "voucher"})) == ["Pool of vouchers"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("plain", [("plain", False)]),
        (f"{START}a{STOP}{START}b{STOP}", [("a", True), ("b", True)]),
        (f"x{STOP}y", [("xy", False)]),
        (f"x{START}y", [("x", False), ("y", True)]),
    ],
)
def test_parts(text, parts):
    assert parts_of(text) == parts
    assert fragment_of("no sign") == []


def test_the_statement_for_marked_rows_is_short_enough_to_be_remembered():
    transfers, _parameters = Question(Reader.visitor()).transfers

    assert len(statement_of(marks_of("voucher"), transfers)) <= MAX_CACHED_STATEMENT_LENGTH
