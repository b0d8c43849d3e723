"""The checks are checked: what is broken on purpose must be found, and each in its own kind."""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ledger import judge
from library import Row
from plan import Plan, Report
from world import World, take_up


def run(plan: Plan) -> Report:
    """Makes videos without any fault, then breaks one thing after the other."""
    report = Report()
    sent_twice(plan, report)
    with World(plan.rushes, plan.folder, plan.seed * 1000 + 900) as world:
        marks = world.new_marks(2)
        world.generate(marks, "replicate").wait(60)
        report.add(world, marks)
        clean = judge(world, world.stage.snapshot(), marks, is_end=True)
        if not clean.is_clean or clean.tally["succeeded"] != 2:
            report.verdict.join(clean)
            report.missed.append(f"two videos without any fault came to {dict(clean.tally)}")
            return report
        rows = world.stage.snapshot().rows
        for kind, what, breaks in BREAKAGES:
            if not found(world, rows[marks[0]], marks, kind, breaks):
                report.missed.append(f"the check for {kind} does not see {what}")
    return report


def sent_twice(plan: Plan, report: Report) -> None:
    """What a program would do that forgets that it has sent something: it is accepted twice, and must be counted."""
    with World(plan.rushes, plan.folder, plan.seed * 1000 + 901) as world:
        marks = world.new_marks(1)
        process = world.generate(marks, "replicate")
        world.proxy.wait("submit", "answered", 0, float("inf"), lambda: process.poll() is not None)
        process.kill()
        process.wait()
        forgotten = ("job", "result_address", "partial", "file_path", "file_bytes", "finished_at")
        change(world, "UPDATE generations SET status = 'queued', " + ", ".join(f"{c} = NULL" for c in forgotten))
        take_up(world, plan.takers[-1])
        if not judge(world, world.stage.snapshot(), marks, is_end=True).count("double submits"):
            report.missed.append("the check for double submits does not see a job that was accepted twice")


def found(world: World, row: Row, marks: list[str], kind: str, breaks: Callable) -> bool:
    """Whether a breakage is found; everything is as before afterwards."""
    kept = Path(tempfile.mkdtemp(prefix="rushes-faults-kept-"))
    try:
        shutil.copytree(world.library, kept / "library")
        shutil.copy(world.record, kept / "record")
        exchanges, roads = list(world.proxy.exchanges), dict(world.sent_by)
        breaks(world, row)
        return bool(judge(world, world.stage.snapshot(), marks, is_end=True).count(kind))
    finally:
        world.proxy.exchanges = exchanges
        world.sent_by = roads
        shutil.copy(kept / "record", world.record)
        shutil.rmtree(world.library)
        shutil.copytree(kept / "library", world.library)
        shutil.rmtree(kept)


def change(world: World, sql: str, *values) -> None:
    """Changes the library behind everybody's back."""
    with closing(sqlite3.connect(world.library / "library.sqlite")) as database:
        database.execute(sql, values)
        database.commit()


def shorten(world: World, row: Row) -> None:
    content = Path(row.file).read_bytes()
    Path(row.file).write_bytes(content[: len(content) // 2])
    change(world, "UPDATE generations SET file_bytes = ? WHERE id = ?", len(content) // 2, row.id)


def spoil(world: World, row: Row) -> None:
    content = bytearray(Path(row.file).read_bytes())
    content[content.find(b"mdat") + 2000] ^= 1
    Path(row.file).write_bytes(content)


def shift(world: World, row: Row) -> None:
    """A movie whose header grew, and whose tables were not told."""
    content = bytearray(Path(row.file).read_bytes())
    place = content.find(b"stco") + 12
    content[place : place + 4] = (int.from_bytes(content[place : place + 4]) + 8).to_bytes(4)
    Path(row.file).write_bytes(content)


def damage(world: World, row: Row) -> None:
    change(world, "PRAGMA wal_checkpoint(TRUNCATE)")
    file = world.library / "library.sqlite"
    content = bytearray(file.read_bytes())
    for page in range(8192, len(content), 4096):
        content[page + 8 : page + 40] = bytes(32)
    file.write_bytes(content)


def forget_submit(world: World, row: Row) -> None:
    lines = [line for line in world.record.read_text().splitlines() if row.mark not in json.loads(line)["body"]]
    world.record.write_text("\n".join(lines) + "\n")


BREAKAGES = [
    ("corrupt files", "half a file", shorten),
    ("corrupt files", "one bit in the pictures", spoil),
    ("corrupt files", "tables that lead elsewhere", shift),
    ("corrupt files", "a missing file", lambda world, row: Path(row.file).unlink()),
    ("lost jobs", "a job that has failed",
        lambda world, row: change(
            world, "UPDATE generations SET status = 'failed', failure_code = 'x', failure_message = 'x', "
            "file_path = NULL, file_bytes = NULL WHERE id = ?", row.id)),
    ("lost jobs", "a job that is held though it was asked for",
        lambda world, row: change(
            world, "UPDATE generations SET status = 'held', hold_reason = 'interrupted_submit', job = NULL, "
            "failure_code = 'interrupted_submit', failure_message = 'x', file_path = NULL, file_bytes = NULL, "
            "finished_at = NULL WHERE id = ?", row.id)),
    ("lost jobs", "a generation that is gone",
        lambda world, row: change(world, "DELETE FROM generations WHERE id = ?", row.id)),
    ("lost jobs", "a video that nobody knows",
        lambda world, row: shutil.copy(row.file, Path(row.file).with_name("0099-orphan.mp4"))),
    ("untrue histories", "a generation that is never gone on with",
        lambda world, row: change(world, "UPDATE generations SET status = 'running' WHERE id = ?", row.id)),
    ("untrue histories", "attempts that are not counted",
        lambda world, row: change(world, "UPDATE generations SET attempts = 0 WHERE id = ?", row.id)),
    ("untrue histories", "a submit that went elsewhere",
        lambda world, row: world.sent_by.update({row.mark: "fal-ai"})),
    ("untrue histories", "two ends",
        lambda world, row: change(
            world, "INSERT INTO timeline (generation_id, date, kind, attempt, text) VALUES (?, 1, 'succeeded', 1, '')",
            row.id)),
    ("untrue histories", "a wrong length",
        lambda world, row: change(world, "UPDATE generations SET file_bytes = 5 WHERE id = ?", row.id)),
    ("untrue histories", "a part that was left",
        lambda world, row: Path(row.file).with_suffix(".mp4.part").write_bytes(b"x")),
    ("untrue histories", "a submit that the record does not have", forget_submit),
    ("damaged libraries", "damaged pages", damage),
    ("crashes", "a busy database", lambda world, row: world.log.write(b"database is locked\n") and world.log.flush()),
]  # fmt: skip
