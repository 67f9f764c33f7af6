"""Spellings that are one tag, and those that are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.writing.spelling import fold, has_letters, tidy


@pytest.mark.parametrize(
    ("spellings", "folded"),
    [
        (["Réseau", "reseau", "RESEAU", "RÉSEAU", "re\u0301seau", " réseau "], "reseau"),
        (["Straße", "STRASSE", "strasse", "STRA\u1e9eE"], "strasse"),
        (["ﬁnance", "finance", "ＦＩＮＡＮＣＥ", "fi\u00adnance", "fi\u200bnance"], "finance"),
        (["Œuvre", "œuvre", "OEUVRE"], "oeuvre"),
        (["Ærø", "aero", "AERO"], "aero"),
        (["Łódź", "lodz"], "lodz"),
        (["İstanbul", "istanbul", "ISTANBUL", "ıstanbul"], "istanbul"),
        (["cluster\u00a0policy", "cluster  policy", "Cluster\tpolicy"], "cluster policy"),
        (["triple\u2011helix", "triple–helix", "triple-helix"], "triple-helix"),
        (["d’innovation", "d'innovation"], "d'innovation"),
        (["Καινοτομία", "ΚΑΙΝΟΤΟΜΊΑ", "καινοτομια"], "καινοτομια"),
        (["½ price", "1⁄2 price"], "1⁄2 price"),
    ],
)
def test_one_tag(spellings, folded):
    assert {fold(each) for each in spellings} == {folded}


@pytest.mark.parametrize(
    ("one", "other"),
    [("кой", "кои"), ("cluster policy", "cluster-policy"), ("C", "C++"), ("food", "foods")],
)
def test_two_tags(one, other):
    assert fold(one) != fold(other)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(word):
    assert fold(fold(word)) == fold(word)
    assert fold(tidy(word)) == fold(word)


@pytest.mark.parametrize(
    ("word", "has"),
    [("a", True), ("4", True), ("日本", True), ("!-?", False), ("", False), ("\u0301", False)],
)
def test_a_tag_has_letters_or_digits(word, has):
    assert has_letters(word) is has
