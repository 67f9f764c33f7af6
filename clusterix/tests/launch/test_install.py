"""The packages: installed once, again only when the lock or the folder changes."""

import json
import subprocess
import sys

import pytest

from clusterix.launch import install


@pytest.fixture
def base(tmp_path, monkeypatch):
    """A clone whose environment is only a link to this Python."""
    monkeypatch.setattr(install.venv, "create", make_environment)
    (tmp_path / "requirements.txt").write_text("one==1\n")
    (tmp_path / "requirements-dev.txt").write_text("two==2\n")
    return tmp_path


@pytest.fixture
def asked(monkeypatch):
    calls = []
    monkeypatch.setattr(install, "_pip", lambda base, folder, names: calls.append(names))
    return calls


def make_environment(folder, **options):
    (folder / "bin").mkdir(parents=True)
    (folder / "bin/python").symlink_to(sys.executable)


RUN = ["requirements.txt"]
TEST = ["requirements.txt", "requirements-dev.txt"]


def test_the_second_start_installs_nothing(base, asked, capsys):
    assert install.main(base, RUN) == 0
    assert "Installing the packages into" in capsys.readouterr().out
    assert install.main(base, RUN) == 0
    assert asked == [RUN]
    assert capsys.readouterr().out == ""


def test_tests_need_more_and_the_product_then_nothing_new(base, asked):
    for names in (RUN, TEST, RUN, TEST):
        install.main(base, names)
    assert asked == [RUN, TEST]


def test_a_changed_lock_is_installed(base, asked):
    install.main(base, RUN)
    (base / "requirements.txt").write_text("one==1.1\n")
    install.main(base, RUN)
    assert asked == [RUN, RUN]


def test_a_broken_environment_is_made_again(base, asked):
    install.main(base, TEST)
    (base / ".venv/bin/python").unlink()
    (base / ".venv/bin/python").symlink_to("/nowhere/python")
    install.main(base, RUN)
    assert asked == [TEST, RUN]
    assert (base / ".venv/bin/python").exists()
    stamp = json.loads((base / ".venv/clusterix-installed.json").read_text())
    assert sorted(stamp) == ["folder", "requirements.txt"]


def test_an_environment_copied_from_another_clone_is_made_again(base, asked):
    install.main(base, RUN)
    stamp = base / ".venv/clusterix-installed.json"
    stamp.write_text(stamp.read_text().replace(str(base), "/another/clone"))
    (base / ".venv/left-over").touch()
    install.main(base, RUN)
    assert asked == [RUN, RUN]
    assert not (base / ".venv/left-over").exists()


def test_an_unreadable_stamp_counts_as_none(base, asked):
    install.main(base, RUN)
    (base / ".venv/clusterix-installed.json").write_text("[")
    install.main(base, RUN)
    assert asked == [RUN, RUN]


def test_what_pip_refuses_becomes_one_sentence(base, capsys, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")  # the real pip, but as if there were no network
    assert install.main(base, RUN) == 1
    sentence = capsys.readouterr().err
    assert sentence.startswith("The packages cannot be installed (")
    assert sentence.count("\n") == 1
    assert str(base / "var/install.log") in sentence
    assert not (base / ".venv/clusterix-installed.json").exists()


def test_a_folder_that_cannot_be_written(base, capsys):
    (base / "var").write_text("a file")
    assert install.main(base, RUN) == 1
    sentence = f"{base / 'var'} cannot be used (File exists): mend that, then start again.\n"
    assert capsys.readouterr().err == sentence


def test_it_runs_without_any_package(base):
    code = "import runpy, sys; sys.argv = ['install']; runpy.run_path(sys.orig_argv[-1])"
    command = [sys.executable, "-I", "-S", "-c", code, install.__file__]
    assert subprocess.run(command, check=False).returncode == 0
