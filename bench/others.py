"""Datasette on the same rows: an SQLite file with full text, asked in a process of its own."""

import json
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

from django.db import connection

from bench.cases import ARRAYS, COLUMNS, rows_for_sqlite
from bench.clock import Taken

FOLDER = Path(__file__).resolve().parents[1] / "var" / "bench"
INDEXES = ("theme", "maturity")  # the two that the cases filter by


class Datasette:
    """Answers with the time that the page took inside it."""

    def __init__(self, python: str, size: int) -> None:
        folder = FOLDER / str(size)
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "catalogue.db"
        _fill(self.path)
        self.process = subprocess.Popen(
            [python, str(Path(__file__).with_name("datasette_worker.py")), str(self.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def asking(self, address: str) -> Callable[[], Taken]:
        def action() -> Taken:
            assert self.process.stdin
            assert self.process.stdout
            self.process.stdin.write(f"{address}\n")
            self.process.stdin.flush()
            answer = json.loads(self.process.stdout.readline())
            assert answer["status"] == 200, answer
            return Taken(answer["passed"], answer["worked"])

        return action

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()
        self.path.unlink()


def _fill(path: Path) -> None:
    path.unlink(missing_ok=True)
    columns = ("id", "title", "summary", "body", *COLUMNS, *ARRAYS)
    file = sqlite3.connect(path)
    kinds = ", ".join("id INTEGER PRIMARY KEY" if name == "id" else name for name in columns)
    file.execute(f"CREATE TABLE practices ({kinds})")
    with connection.cursor() as cursor:
        cursor.execute(rows_for_sqlite())
        names = [each.name for each in cursor.description]
        order = [names.index(name) for name in columns]
        marks = ", ".join("?" * len(columns))
        insert = f"INSERT INTO practices VALUES ({marks})"
        while rows := cursor.fetchmany(5_000):
            file.executemany(insert, ([row[place] for place in order] for row in rows))
    for name in INDEXES:
        file.execute(f"CREATE INDEX by_{name} ON practices ({name})")
    file.execute(
        "CREATE VIRTUAL TABLE practices_fts USING fts5(title, summary, body, content='practices',"
        " content_rowid='id')"
    )
    file.execute(
        "INSERT INTO practices_fts (rowid, title, summary, body)"
        " SELECT id, title, summary, body FROM practices"
    )
    file.execute("ANALYZE")
    file.commit()
    file.close()
