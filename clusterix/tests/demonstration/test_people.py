"""The first chapter: real partners, invented people named by their role."""

from datetime import date

import pytest

from accounts.models import User
from clusterix.demonstration import people
from clusterix.demonstration.accounts import room_code, table
from clusterix.demonstration.context import PASSWORD, Demo
from clusterix.demonstration.people import ACCOUNTS, name_of, starts_on
from core.models import Mail
from regions.models import Membership, Partner, Partnership, Region, Strength

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.fixture
def demo():
    told = Demo(today=TODAY)
    people.load(told)
    return told


def test_the_partnership_began_two_years_before_and_says_that_it_is_a_demonstration(demo):
    place = Partnership.objects.get()
    assert (place.name, place.programme, place.is_demonstration) == (
        "Clusterix",
        "Interreg IVC",
        True,
    )
    assert place.starts_on == date(2024, 11, 1)
    assert (place.linkedin_group.partition("?")[0], place.x_account) == (
        "https://www.linkedin.com/search/results/groups/",
        "",
    )
    assert starts_on(date(2024, 2, 29)) == date(2022, 2, 1)


def test_the_nine_partners_are_there_in_their_order(demo):
    codes = list(Region.objects.in_strip_order().values_list("code", flat=True))
    assert codes == ["AT12", "SE22", "DK03", "FR71", "DE12", "HU22", "ITH1", "RO32", "SE11"]
    assert Partner.objects.get(is_lead_partner=True).short == "ecoplus"
    assert list(demo.regions) == list(demo.partners) == codes


def test_strengths_are_classified_by_us_with_evidence(demo):
    assert Strength.objects.filter(is_ours=False).count() == 0
    assert Strength.objects.filter(evidence="").count() == 0
    assert Strength.objects.filter(region__code="SE22").count() == 4


def test_five_people_of_each_region_are_named_by_role(demo):
    assert Membership.objects.count() == 45
    assert demo.people["SE22:policy_maker:1"].name == "Policy maker, Skåne"
    assert demo.people["SE22:policy_maker:2"].name == "Policy maker, Skåne 2"
    assert name_of("Intermediary", "Skåne", 1) == "Intermediary, Skåne"
    assert User.objects.filter(is_demonstration=False).count() == 0


def test_every_region_has_one_lead_and_one_seat(demo):
    for code in demo.regions:
        held = Membership.objects.filter(partner__region__code=code)
        assert (held.filter(is_lead=True).count(), held.filter(is_steering=True).count()) == (1, 1)
    seat = Membership.objects.get(partner__region__code="FR71", is_steering=True)
    assert seat.user == demo.people["FR71:policy_maker:2"]


def test_the_printed_accounts_have_the_roles_they_are_printed_with(demo):
    by_role = {account.role: demo.reader(account.key) for account in ACCOUNTS}
    assert [role for role, reader in by_role.items() if reader.lead_partner_ids] == ["L"]
    assert [role for role, reader in by_role.items() if reader.is_steering] == ["L", "SC"]
    assert [role for role, reader in by_role.items() if reader.is_coordinator] == ["C"]
    assert [role for role, reader in by_role.items() if reader.is_admin] == ["A"]
    assert [role for role, reader in by_role.items() if not reader.is_member] == ["A"]


def test_everybody_signs_in_with_the_printed_password(demo):
    for account in ACCOUNTS:
        user = User.objects.get(email=account.email)
        assert user.check_password(PASSWORD)
        assert user == demo.people[account.key]


def test_nobody_is_written_to(demo):
    assert Mail.objects.filter(sent_at__isnull=True).count() == 0


def test_the_table_names_each_account_and_no_room_without_a_session(demo):
    printed = table()
    assert all(account.email in printed for account in ACCOUNTS)
    assert PASSWORD in printed
    assert room_code() == ""
    assert "room code" not in printed


def test_the_table_names_the_code_of_the_next_session(room):
    assert room_code() == room.session.room_code
    assert room.session.room_code in table()
