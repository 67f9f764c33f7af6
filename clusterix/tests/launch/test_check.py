"""`bin/test`: every check runs, and one failure is enough for a non-zero exit."""

import sys

import pytest

from clusterix.launch import check, chromium


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.setattr(check, "BASE", tmp_path)
    monkeypatch.setattr(check, "ensure_running", lambda *args, **options: check_server())
    monkeypatch.setattr(check, "find_chromium", lambda: "/usr/bin/chromium")
    monkeypatch.setenv("CLUSTERIX_PURPOSE", "test")
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


class check_server:  # noqa: N801 - stands in for a function
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


def command(code):
    return [sys.executable, "-c", f"import sys; sys.exit({code})"]


def play(monkeypatch, *codes):
    played = [check.Check(f"Check {code}", command(code)) for code in codes]
    monkeypatch.setattr(check, "checks", lambda rest, is_fast: played)


def test_all_right(here, monkeypatch, capfd):
    play(monkeypatch, 0, 0)
    assert check.main([]) == 0
    assert capfd.readouterr().out.endswith("All checks passed.\n")


def test_those_after_a_failure_run_too(here, monkeypatch, capfd):
    play(monkeypatch, 0, 3, 0)
    assert check.main([]) == 1
    out = capfd.readouterr().out
    assert [line for line in out.splitlines() if line.startswith("===")] == [
        "=== Check 0",
        "=== Check 3",
        "=== Check 0",
        "=== Summary",
    ]
    assert [line.split()[0] for line in out.splitlines()[-4:-1]] == ["ok", "FAILED", "ok"]
    assert out.endswith("1 of 3 checks failed.\n")


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_without_a_browser_a_person_is_told_and_ci_fails(here, monkeypatch, capfd, ci, code):
    play(monkeypatch, 0)
    monkeypatch.setattr(check, "find_chromium", lambda: None)
    monkeypatch.setenv("CI", ci)
    assert check.main([]) == code
    assert chromium.HOW_TO_GET in capfd.readouterr().out


def test_fast_leaves_out_the_slow_ones_and_the_rest_goes_to_pytest(here):
    chosen = check.checks(["-k", "foo"], is_fast=True)[-1].command[7:]
    assert chosen[:2] == ["-m", "not browser and not kills"]
    assert chosen[2:-2] == [f"--ignore={folder}" for folder in check.WHOLE]
    assert chosen[-2:] == ["-k", "foo"]
    assert check.checks([], is_fast=False)[-1].command[3:] == ["-n", "3", "--dist", "worksteal"]


def test_what_fast_leaves_out_is_there():
    assert [folder for folder in check.WHOLE if not (check.BASE / folder).is_dir()] == []


def test_production_is_closed_and_complete():
    environment = check.production_environment()
    assert environment["DEBUG"] == "0"
    assert environment["DATABASE_URL"].startswith("postgresql://")


def test_the_browser_is_looked_for_where_the_variable_says(tmp_path):
    browser = tmp_path / "browser"
    browser.touch(mode=0o755)
    assert chromium.find_chromium({"CLUSTERIX_CHROMIUM": str(browser)}) == str(browser)
    assert chromium.find_chromium({"CLUSTERIX_CHROMIUM": "/nowhere"}) is None
