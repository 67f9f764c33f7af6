"""Fields of strength are kept by everybody of the region."""

from regions.models import Strength
from regions.tests.factories import make_industry, make_strength

URL = "/regions/SE22/strengths/"


def test_a_member_adds_a_field_with_its_evidence(member, small):
    food = make_industry(name="Food")
    response = member.post(
        URL, {"industry": food.pk, "evidence": "100 members", "as_of": "2026-03-01"}
    )
    assert (response.status_code, response.url) == (302, URL)
    made = Strength.objects.get()
    assert (made.region, made.industry, made.evidence, str(made.as_of), made.is_ours) == (
        small.home.region,
        food,
        "100 members",
        "2026-03-01",
        False,
    )


def test_a_field_is_offered_once(member, small):
    make_strength(region=small.home.region, industry=make_industry(name="Food"))
    wood = make_industry(name="Wood")
    choices = list(member.get(URL).context["form"].fields["industry"].queryset)
    assert choices == [wood]


def test_a_member_removes_a_field(member, small):
    strength = make_strength(region=small.home.region)
    response = member.post(f"{URL}{strength.pk}/remove/")
    assert (response.status_code, Strength.objects.count()) == (302, 0)


def test_strangers_and_the_administrator_read_who_may(stranger, administrator, small):
    strength = make_strength(region=small.home.region)
    for person in (stranger, administrator):
        answers = [person.get(URL), person.post(f"{URL}{strength.pk}/remove/")]
        assert [answer.status_code for answer in answers] == [403, 403]
        sentence = b"Only people of the region change its fields of strength."
        assert all(sentence in answer.content for answer in answers)
    assert Strength.objects.count() == 1


def test_a_field_of_another_region_is_not_found_under_this_one(member, small):
    strength = make_strength(region=small.other.region)
    assert member.post(f"{URL}{strength.pk}/remove/").status_code == 404


def test_a_field_without_evidence_is_refused_and_kept(member, small):
    food = make_industry(name="Food")
    response = member.post(URL, {"industry": food.pk, "evidence": ""})
    assert response.status_code == 400
    assert f'<option value="{food.pk}" selected>' in response.content.decode()
    assert Strength.objects.count() == 0
