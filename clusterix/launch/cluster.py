"""The folders of one embedded server: the data folder with its first contents, and the socket's."""

import os
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from clusterix.launch.errors import LaunchError, from_output
from clusterix.launch.places import DATABASE_USER, Places
from clusterix.launch.programs import (
    CLEAN_ENVIRONMENT,
    Account,
    Programs,
    can_enter,
    choose_account,
    copy_programs,
    elsewhere,
    find_programs,
    program_version,
)


@dataclass(frozen=True)
class Cluster:
    """What it takes to start one server: its data, its programs, its user."""

    places: Places
    data: Path
    programs: Programs
    account: Account
    note: str = ""


def locate(places: Places) -> Cluster:
    """Find programs and data where the server's user can reach them; move them if it cannot.

    The note says where they went in that case.
    """
    data = _existing_data(places)
    account = choose_account(data or places.data)
    programs = find_programs()
    moved = False
    if program_version(programs.folder, account) is None:
        programs, moved = copy_programs(programs, elsewhere(places)), True
    if data is None:
        data = places.data.resolve()
        if not can_enter(account, places.var):
            data, moved = elsewhere(places) / places.name, True
    note = ""
    if moved:
        reason = f"its user ({account.name}) cannot enter {places.base.resolve()}"
        note = f"PostgreSQL works in {elsewhere(places)}, because {reason}."
    return Cluster(places, data, programs, account, note)


def _existing_data(places: Places) -> Path | None:
    for data in (places.data, places.elsewhere / places.name):
        if data.exists():
            return data.resolve()
    return None


def prepare(cluster: Cluster) -> None:
    """Make the data folder at the first start; at later ones check that it can be used."""
    data = cluster.data
    if not data.exists() or not any(data.iterdir()):
        _make_data(cluster)
        return
    if not (data / "PG_VERSION").exists() or not (data / "global" / "pg_control").exists():
        raise LaunchError(
            f"The database folder {data} is broken, parts of it are missing: "
            "put back a copy of it, or move it away to start with an empty one."
        )
    made_by = (data / "PG_VERSION").read_text().strip()
    if made_by != str(cluster.programs.version):
        raise LaunchError(
            f"The database folder {data} was made by PostgreSQL {made_by}, but this is "
            f"{cluster.programs.version}: export everything with the former version "
            "(manage.py export_all), move the folder away, then restore."
        )


def _make_data(cluster: Cluster) -> None:
    """All or nothing: it appears under its name only when it is complete."""
    new = cluster.data.with_name(f"{cluster.data.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    os.chown(new, cluster.account.uid, cluster.account.gid)
    made = subprocess.run(
        [
            cluster.programs.folder / "initdb",
            f"--pgdata={new}",
            f"--username={DATABASE_USER}",
            "--auth=trust",  # the socket lies in a folder that only this user may enter
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-sync",
        ],
        cwd="/",
        env=CLEAN_ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        **cluster.account.arguments,
    )
    if made.returncode != 0:
        shutil.rmtree(new, ignore_errors=True)
        problem = f"A new database folder cannot be made in {new.parent}"
        raise from_output(made.stderr + made.stdout, new.parent, problem)
    new.rename(cluster.data)


def open_socket_directory(cluster: Cluster) -> Path:
    """The folder of the socket in /tmp, closed to everybody but the server's user (and root)."""
    folder, account = cluster.places.socket_directory, cluster.account
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, account.uid, account.gid)
    except FileExistsError:
        found = folder.lstat()
        if stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() != account.uid:
            os.chown(folder, account.uid, account.gid)  # a start died between the two lines above
        elif not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid:
            raise LaunchError(
                f"{folder} belongs to somebody else: remove it, then start again."
            ) from None
    return folder
