"""The library as its files tell it."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

FINAL = ("succeeded", "failed", "cancelled")


@dataclass
class Row:
    """A generation as the library has it."""

    id: int
    mark: str
    status: str
    attempts: int
    code: str | None
    message: str | None
    hold: str | None
    file: str | None
    bytes: int | None
    job: str | None
    address: str | None
    finished: int | None
    ends: int
    wait: str | None
    keyframe: str | None
    steps: int

    @property
    def is_over(self) -> bool:
        return self.status in FINAL or self.status == "held"


@dataclass
class Snapshot:
    """The library at one instant."""

    rows: dict[str, Row] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass
class Stage:
    """What the library's files are: copied, so that nothing that looks changes what the next start finds."""

    library: Path

    def snapshot(self, integrity: bool = True) -> Snapshot:
        """What a program would find that starts now."""
        with tempfile.TemporaryDirectory(prefix="rushes-faults-look-") as folder:
            for name in ("library.sqlite", "library.sqlite-wal"):
                if (self.library / name).exists():
                    shutil.copy(self.library / name, folder)
            file = Path(folder, "library.sqlite")
            if not file.exists() or not file.stat().st_size:
                return Snapshot()
            try:
                with closing(sqlite3.connect(file)) as database:
                    return read(database, integrity)
            except sqlite3.DatabaseError as error:
                return Snapshot(problems=[str(error)])


def read(database: sqlite3.Connection, integrity: bool) -> Snapshot:
    """The generations in a library, and whether SQLite finds it in order."""
    found = Snapshot()
    if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'timeline'").fetchone():
        return found
    if integrity:
        answers = [row[0] for row in database.execute("PRAGMA integrity_check")]
        found.problems += [answer for answer in answers if answer != "ok"]
        found.problems += [f"foreign key: {row}" for row in database.execute("PRAGMA foreign_key_check")]
        try:
            sql = "INSERT INTO generations_search(generations_search, rank) VALUES('integrity-check', 1)"
            database.execute(sql)
            database.rollback()
        except sqlite3.DatabaseError as error:
            found.problems.append(f"search index: {error}")
    sql = """
        SELECT id, prompt, status, attempts, failure_code, failure_message, hold_reason, file_path, file_bytes,
            job, result_address, finished_at, wait, keyframe_file,
            1 + (keyframe_model IS NOT NULL),
            (SELECT count(*) FROM timeline WHERE generation_id = generations.id AND kind = 'succeeded')
        FROM generations ORDER BY id
    """
    for row in database.execute(sql):
        number, prompt, status, attempts, code, message, hold, file, size, job, *rest = row
        address, finished, wait, keyframe, steps, ends = rest
        mark = next((word for word in prompt.split() if word.startswith("kx")), "")
        if mark in found.rows:
            found.twice.append(mark)
        found.rows[mark] = Row(
            number, mark, status, attempts, code, message, hold, file, size, job, address, finished, ends, wait,
            keyframe, steps,
        )  # fmt: skip
    return found
