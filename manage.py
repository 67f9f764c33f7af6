#!/usr/bin/env python
"""Django's command line; starts the embedded PostgreSQL when no other database is named."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

try:
    from django.core.management import execute_from_command_line

    from clusterix.environment import SettingError, is_embedded, read_purpose
    from clusterix.launch.errors import LaunchError
    from clusterix.launch.postgres import ensure_running
except ModuleNotFoundError as error:
    sys.exit(f"{error.name} is not installed: start bin/run once, then use .venv/bin/python.")

WITHOUT_DATABASE = {
    "",
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "startapp",
    "version",
}


def main(arguments: list[str]) -> None:
    """Run one command, with a database when it needs one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clusterix.settings")
    try:
        with database(arguments[1:]):
            execute_from_command_line(arguments)
    except (LaunchError, SettingError) as error:
        sys.exit(str(error))


def database(arguments: list[str]) -> AbstractContextManager[object]:
    """This command's share in the embedded server, given back at its end."""
    command = next((each for each in arguments if not each.startswith("-")), "")
    asks_for_help = not {"-h", "--help", "--version"}.isdisjoint(arguments)
    without = command in WITHOUT_DATABASE and "--database" not in arguments
    if asks_for_help or without or not is_embedded(os.environ):
        return nullcontext()
    return ensure_running(
        Path(__file__).resolve().parent,
        purpose=read_purpose(os.environ),
        say=lambda text: print(text, file=sys.stderr),  # noqa: T201 - a command's own output stays clean
    )


if __name__ == "__main__":
    main(sys.argv)
