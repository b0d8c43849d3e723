"""The part of the suite about what others do to the folder of the videos, and a limit on the size of files."""

import resource
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from killer import finish, look
from ledger import judge, name
from plan import Plan, Report
from world import PATIENCE, World, kill

FOREIGN = b"somebody else's"


def run(plan: Plan) -> Report:
    """Names that are taken, in whatever case, a folder that vanishes, and files that may not grow."""
    report = Report()
    with World(plan.rushes, plan.folder, plan.seed * 1000 + 320) as world:
        marks: list[str] = []
        # First of all, since what is there already would vanish as well.
        for act in (vanished, taken, taken_in_capitals):
            marks += paused(world, act, report)
        marks += small_files(world, report)
        report.verdict.join(look(world, marks))
        report.resent += finish(world, marks, report.verdict, plan.takers)
        report.verdict.join(judge(world, world.stage.snapshot(), marks, is_end=True))
        report.add(world, marks)
    return report


def paused(world: World, act, report: Report) -> list[str]:
    """Does something to a video's folder while the video is being written."""
    marks = world.new_marks(1)
    process = world.generate(marks, "fal-ai")
    with standing_still(world, process) as part:
        problem = act(part) if part else None
    report.states[f"folder: {act.__name__}" if part else "folder: too late"] += 1
    end(world, process, marks, report)
    if problem and (text := problem()):
        report.verdict.add("untrue histories", f"{name(world, marks[0])}: {text}")
    return marks


@contextmanager
def standing_still(world: World, process: subprocess.Popen):
    """A program that stands still with a video that has no name yet: its part; none when that was missed."""
    deadline = time.monotonic() + PATIENCE
    part = None
    while part is None and process.poll() is None and time.monotonic() < deadline:
        part = next(world.videos.rglob("*.mp4.part"), None)
        time.sleep(0.001)
    process.send_signal(signal.SIGSTOP)
    while process.poll() is None and not has_stopped(process.pid):
        time.sleep(0.001)
    # It may have got its name before it stood still, or another file was the one that is written.
    is_there = part is not None and part.exists() and not part.with_suffix("").exists()
    try:
        yield part if is_there else None
    finally:
        process.send_signal(signal.SIGCONT)


def has_stopped(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] in "Tt"
    except OSError:
        # No such place here: a moment has to do.
        time.sleep(0.05)
        return True


def taken(part: Path):
    """Somebody takes the video's name."""
    return foreign_file(part.with_suffix(""))


def taken_in_capitals(part: Path):
    """Somebody takes the video's name in capitals, which on some disks is the same name."""
    return foreign_file(part.with_name(part.name.removesuffix(".mp4.part").upper() + ".mp4"))


def vanished(part: Path):
    """Somebody takes the whole folder away."""
    shutil.rmtree(part.parent)


def foreign_file(foreign: Path):
    """Makes somebody else's file; how it is seen afterwards that it was let be."""
    with foreign.open("xb") as file:
        file.write(FOREIGN)

    def problem() -> str | None:
        content = foreign.read_bytes() if foreign.exists() else None
        foreign.unlink(missing_ok=True)
        return None if content == FOREIGN else f"somebody else's {foreign.name} was replaced"

    return problem


def small_files(world: World, report: Report) -> list[str]:
    """No file may grow for a second, as with `ulimit -f` or a quota; the signal for it kills by default."""
    if sys.platform != "linux":
        report.left_out.append("a limit on the size of files: it cannot be set from outside here")
        return []
    marks = world.new_marks(1)
    since = len(world.proxy.events)
    process = world.generate(marks, "fal-ai")
    world.proxy.wait("submit", "delivered", since, time.monotonic() + 10, lambda: process.poll() is not None)
    try:
        former = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (4096, former[1]))
        time.sleep(1)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, former)
    except (PermissionError, ProcessLookupError) as error:
        report.left_out.append(f"a limit on the size of files: {error}")
    end(world, process, marks, report)
    return marks


def end(world: World, process: subprocess.Popen, marks: list[str], report: Report) -> None:
    """Waits until a program has ended, which must not be by a signal."""
    try:
        code = process.wait(PATIENCE)
        if code < 0:
            text = f"a program ended with {signal.Signals(-code).name}"
            report.verdict.add("crashes", f"{name(world, marks[0])}: {text}")
    except subprocess.TimeoutExpired:
        report.verdict.add("untrue histories", f"{name(world, marks[0])}: it has not ended after a minute")
        kill(world, process, marks)
