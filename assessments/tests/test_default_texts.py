import pytest

from assessments.actions import ensure_default_sets
from assessments.default_sets import QUESTIONS
from assessments.default_texts import TEXTS
from assessments.models import Criterion, CriterionText
from core.languages import ANSWERING
from regions.reader import Reader

CODES = [each.code for each in QUESTIONS]


def test_all_sixteen_questions_are_there_in_every_language():
    assert {"en", *TEXTS} == set(ANSWERING)
    assert {language: list(said) for language, said in TEXTS.items()} == dict.fromkeys(TEXTS, CODES)


@pytest.mark.parametrize("language", TEXTS)
def test_a_question_has_at_most_eight_words_and_fits_its_row(language):
    for code, said in TEXTS[language].items():
        assert len(said.question.replace("\u202f", "").split()) <= 8, code
        for name, text in said._asdict().items():
            field = CriterionText._meta.get_field(name)
            assert 0 < len(text) <= field.max_length, (code, name)
        assert (said.question[-1], said.guidance[-1] in ".?") == ("?", True), code


@pytest.mark.parametrize("language", TEXTS)
def test_no_two_questions_say_the_same(language):
    assert len({each.question for each in TEXTS[language].values()}) == len(CODES)


@pytest.mark.django_db
def test_a_question_is_said_in_a_language_else_in_english(django_assert_num_queries):
    home = ensure_default_sets(by=Reader.system())["home"]
    with django_assert_num_queries(2):
        asked = {each.code: each for each in home.criteria.prefetch_related("texts")}
        said = [asked["F3"].said_in(each).question for each in ("de", "sv", "en", "", "xx")]
    money = "Can we find the money?"
    assert said == ["Finden wir das Geld dafür?", "Kan vi hitta pengarna?", money, money, money]


@pytest.mark.django_db
def test_missing_texts_come_to_a_set_in_use_and_only_once():
    home = ensure_default_sets(by=Reader.system())["home"]
    CriterionText.objects.filter(language="hu").delete()
    home.frozen_at = home.released_at
    home.save()
    for _each in range(2):
        ensure_default_sets(by=Reader.system())
    assert CriterionText.objects.filter(criterion__criteria_set=home, language="hu").count() == 16
    assert CriterionText.objects.count() == 7 * (16 + 6)


@pytest.mark.django_db
def test_a_question_worded_anew_gets_no_text_of_ours():
    home = ensure_default_sets(by=Reader.system())["home"]
    CriterionText.objects.all().delete()
    Criterion.objects.filter(criteria_set=home, code="F3").update(question="Who pays for it?")
    ensure_default_sets(by=Reader.system())
    assert not CriterionText.objects.filter(criterion__criteria_set=home, criterion__code="F3")
    assert CriterionText.objects.filter(criterion__criteria_set=home).count() == 7 * 15
