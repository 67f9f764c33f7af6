"""`bin/find-python` with Pythons of every kind, played by small scripts."""

import shutil
import subprocess

import pytest

from .conftest import TREE


@pytest.fixture
def clone(tmp_path):
    (tmp_path / "bin").mkdir()
    shutil.copy(TREE / "bin/find-python", tmp_path / "bin/find-python")
    (tmp_path / ".python-version").write_text("3.13\n")
    for name in ("dirname", "cat", "ls", "sort"):
        tool = tmp_path / "tools" / name
        tool.parent.mkdir(exist_ok=True)
        tool.symlink_to(shutil.which(name))
    return tmp_path


def add(folder, name, fits=True):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\nexit {0 if fits else 1}\n")
    (folder / name).chmod(0o755)


def find(clone):
    found = subprocess.run(
        ["/bin/sh", clone / "bin/find-python"],
        env={"PATH": f"{clone}/path:{clone}/tools", "HOME": str(clone / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    return found.returncode, found.stdout.removeprefix(f"{clone}/").strip(), found.stderr


def test_the_newest_on_path(clone):
    for name in ("python3", "python3.12", "python3.14"):
        add(clone / "path", name)
    assert find(clone) == (0, "path/python3.14", "")


def test_a_name_that_does_not_work_is_passed_over(clone):
    add(clone / "path", "python3.13", fits=False)  # pyenv's shim of a version that is not chosen
    add(clone / "path", "python3")
    assert find(clone) == (0, "path/python3", "")


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        (["3.12.1", "3.13.0", "3.14.2"], "3.13.0"),  # as .python-version says
        (["3.9.18", "3.12.9", "3.12.10"], "3.12.10"),
        (["3.14.0", "3.15.1"], "3.15.1"),
    ],
)
def test_else_the_versions_of_pyenv(clone, versions, expected):
    add(clone / "path", "python3", fits=False)
    for version in versions:
        folder = clone / "home/.pyenv/versions" / version / "bin"
        add(folder, "python", fits=not version.startswith("3.9"))
    assert find(clone) == (0, f"home/.pyenv/versions/{expected}/bin/python", "")


def test_none_at_all(clone):
    code, out, err = find(clone)
    assert (code, out) == (1, "")
    assert err.startswith("Clusterix needs Python 3.12 or newer with its venv module: install one")
    assert err.count("\n") == 1
