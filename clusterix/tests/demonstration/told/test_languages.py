"""Practices in a second language: one in public, one left behind by its draft."""

import pytest

from clusterix.demonstration import languages
from practices.models import Practice, Translation
from practices.writing.translations import is_older

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(told):
    with told(languages) as story:
        yield story


def test_the_german_version_is_public_and_up_to_date(demo):
    practice = Practice.objects.get(slug="competence-map")
    translation = practice.published_revision.translation
    assert demo.practices["competence-map"] == practice
    assert practice.published_revision.number == 2
    assert translation.language == "de"
    assert not is_older(translation, practice)
    assert practice.is_classified_by_us, "A version in another language changes no word of it."


def test_the_swedish_version_is_older_than_its_draft(demo):
    draft = Practice.objects.get(slug="skane-evaluation-model").revisions.open().get()
    assert draft.translation.language == "sv"
    assert is_older(draft.translation, draft)
    assert "The result is a zero point" in draft.how_it_works
    assert Translation.objects.count() == 2


def test_no_version_is_longer_than_its_form_allows(demo, settings):
    for words in (languages.GERMAN, languages.SWEDISH):
        for name, text in words.items():
            assert len(text) <= settings.PRACTICE_LIMITS[name]
