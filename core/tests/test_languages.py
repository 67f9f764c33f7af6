import pytest
from django.template import engines
from django.utils import translation
from django.utils.translation import gettext as _

from core.languages import ANSWERING, in_language, known_language


def test_eight_languages_by_their_own_names():
    assert ANSWERING == {
        "en": "English",
        "da": "Dansk",
        "de": "Deutsch",
        "fr": "Français",
        "hu": "Magyar",
        "it": "Italiano",
        "ro": "Română",
        "sv": "Svenska",
    }


@pytest.mark.parametrize(
    ("code", "yes"), [("en", "Yes"), ("de", "Ja"), ("fr", "Oui"), ("ro", "Da")]
)
def test_what_is_said_inside_is_in_the_language(code, yes):
    with in_language(code):
        assert (translation.get_language(), _("Yes")) == (code, yes)
    assert (translation.get_language(), _("Yes")) == ("en", "Yes")


@pytest.mark.parametrize("code", ["", "xx", "de-AT", "../de"])
def test_an_unknown_language_is_english(code):
    assert known_language(code) == "en"
    with in_language(code):
        assert translation.get_language() == "en"


def test_the_language_ends_with_an_error():
    with pytest.raises(ValueError, match="inside"), in_language("sv"):
        raise ValueError("inside")
    assert translation.get_language() == "en"


def test_a_template_says_in_which_language_it_is():
    page = engines["django"].from_string("{% get_current_language as now %}{{ now }}")
    with in_language("hu"):
        assert page.render() == "hu"
