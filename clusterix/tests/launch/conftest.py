"""A clone's folder for one test, with nothing left behind: no process, no socket, no file."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from clusterix.launch.places import Places
from clusterix.launch.postgres import ensure_running
from clusterix.launch.postmaster import running_pid, stop

TREE = Path(__file__).resolve().parents[3]


def clear(folder):
    for purpose in ("run", "test"):
        places = Places(folder, purpose)
        for data in (places.data, (places.elsewhere / places.name).resolve()):
            if pid := running_pid(data):
                stop(pid, data)
        shutil.rmtree(places.socket_directory, ignore_errors=True)
    if places.elsewhere.is_symlink():
        shutil.rmtree(places.elsewhere.resolve(), ignore_errors=True)
    shutil.rmtree(folder)


def make_folder():
    """Directly under /tmp, because pytest's own folders are closed to the server's user."""
    folder = Path(tempfile.mkdtemp(prefix="clusterix test 'ü' ")).resolve()
    folder.chmod(0o755)
    return folder


@pytest.fixture
def base():
    """A clone that never ran."""
    folder = make_folder()
    yield folder
    clear(folder)


@pytest.fixture(scope="session")
def stopped_data():
    """A data folder after its first start and stop, to be copied: making one takes longer."""
    folder = make_folder()
    ensure_running(folder).release()
    yield folder / "var/postgres"
    clear(folder)


@pytest.fixture
def used(base, stopped_data):
    """A clone that ran before."""
    (base / "var").mkdir()
    subprocess.run(["cp", "-a", stopped_data, base / "var/postgres"], check=True)
    return base


@pytest.fixture
def said():
    """What the launcher told the person; pass `said.append` as `say`."""
    return []
