"""manage.py import_practices"""

import pytest
from django.core.management import CommandError, call_command

from practices.models import Practice, Revision
from practices.tests.sheets import xlsx_file


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "practices.xlsx"
    path.write_bytes(xlsx_file(["Title", "From"], ["Good", 2011], ["Bad", "spring"]))
    return path


def test_the_command_tells_first_and_writes_when_asked(small, coordinator, file, capsys):
    call_command("import_practices", file)
    said = capsys.readouterr().out
    assert "2  new     Good: Draft for Lower Austria." in said
    assert "3  cannot  Bad: Cell B3, “From”, holds “spring”." in said
    assert "1 cannot, 0 change, 0 same, 1 new." in said
    assert not Practice.objects.exists()
    with pytest.raises(CommandError, match="Some rows cannot be done"):
        call_command("import_practices", file, "--commit")
    call_command("import_practices", file, "--commit", "--leave-out", "--partner", "SE22")
    assert "1 rows imported as drafts." in capsys.readouterr().out
    revision = Revision.objects.get()
    assert (revision.practice.partner, revision.is_entered_for_partner) == (
        small.home.partner,
        True,
    )
    assert revision.created_by == coordinator.user


def test_the_command_gives_nobody_more_rights(small, lead, member, file):
    call_command("import_practices", file, "--by", lead.user.email.upper())
    for options in (["--by", member.user.email], ["--by", lead.user.email, "--partner", "DK03"]):
        with pytest.raises(CommandError, match="import"):
            call_command("import_practices", file, *options)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--by", "nobody@example.org"], "Nobody has this address"),
        (["--partner", "XX99"], "No partner has this NUTS code"),
    ],
)
def test_the_command_says_what_is_missing(small, coordinator, file, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("import_practices", file, *options)


def test_the_command_names_a_file_that_is_not_there(small, coordinator, tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import_practices", tmp_path / "nothing.csv")
