"""The parts of the suite about the machine: disks that fill, and clocks that jump."""

import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from killer import finish, look
from ledger import judge, name
from plan import Plan, Report
from world import PATIENCE, World, kill

CLOCK = Path(__file__).parent / "clock.c"


# MARK: A full disk


def disk(plan: Plan) -> Report:
    """A file system that fills, and has room again."""
    report = Report()
    if os.geteuid() != 0:
        report.left_out.append("full disks: only root can mount a small file system")
        return report
    if not plan.is_short:
        report.join(full_library(plan))
    with World(plan.rushes, plan.folder, plan.seed * 1000 + 300) as world:
        try:
            with small_disk(world.folder / "disk", "256k") as place:
                world.more["RUSHES_OUTPUT"] = str(place)
                world.videos = place
                marks = full_disk(world, place, report, plan)
                report.resent += finish(world, marks, report.verdict, plan.takers)
                report.verdict.join(judge(world, world.stage.snapshot(), marks, is_end=True))
                report.add(world, marks)
        except subprocess.CalledProcessError as error:
            report.left_out.append(f"full disks: a small file system cannot be mounted ({error.returncode})")
    return report


@contextmanager
def small_disk(place: Path, size: str):
    """A file system in memory of this size."""
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=True, capture_output=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


def full_disk(world: World, place: Path, report: Report, plan: Plan) -> list[str]:
    """Videos for which there is no room: they wait, over a kill as well, and are saved when there is."""
    marks: list[str] = []
    for road in ("fal-ai", "replicate")[: 1 if plan.is_short else 2]:
        new = world.new_marks(2)
        marks += new
        since = len(world.proxy.events)
        process = world.generate(new, road)
        world.proxy.wait("submit", "delivered", since, time.monotonic() + 10, lambda: process.poll() is not None)
        ballast = fill(place)
        wait_for_states(world, new, ("waiting", "held", "succeeded", "failed"))
        rows = world.live()
        for mark in new:
            row = rows.get(mark)
            # One that was saved before the disk was full has had luck.
            if row is None or row.status == "failed":
                text = f"the disk is full, and it is {row.status if row else 'not there'}: {row.message if row else ''}"
                report.verdict.add("untrue histories", f"{name(world, mark)}: {text}")
            report.states[f"without room: {row.status if row else 'nothing'}"] += 1
        report.kills += kill(world, process, new)
        report.verdict.join(look(world, marks))
        ballast.unlink()
    return marks


def full_library(plan: Plan) -> Report:
    """No room for the library itself, for two seconds of a program's life: what cannot be written down waits."""
    report = Report()
    with World(plan.rushes, plan.folder, plan.seed * 1000 + 310) as world:
        try:
            with small_disk(world.library, "4m"):
                marks: list[str] = []
                for event in ("request", "delivered"):
                    new = world.new_marks(2)
                    marks += new
                    since = len(world.proxy.events)
                    process = world.generate(new, "fal-ai")
                    world.proxy.wait("submit", event, since, time.monotonic() + 10, lambda: process.poll() is not None)
                    ballast = fill(world.library)
                    time.sleep(2)
                    ballast.unlink()
                    try:
                        process.wait(PATIENCE)
                    except subprocess.TimeoutExpired:
                        text = "the library had no room for two seconds, and nothing has ended after a minute"
                        report.verdict.add("untrue histories", f"{name(world)}: {text}")
                        kill(world, process, new)
                    report.verdict.join(look(world, marks))
                report.resent += finish(world, marks, report.verdict, plan.takers)
                report.verdict.join(judge(world, world.stage.snapshot(), marks, is_end=True))
                report.add(world, marks)
        except subprocess.CalledProcessError as error:
            report.left_out.append(f"a full library: a small file system cannot be mounted ({error.returncode})")
    return report


def fill(place: Path) -> Path:
    """Leaves no room in a file system; what takes it."""
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return ballast


def wait_for_states(world: World, marks: list[str], wanted: tuple[str, ...]) -> None:
    """Waits until all of some generations are in one of some states."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        rows = world.live()
        if all(mark in rows and rows[mark].status in wanted for mark in marks):
            return
        time.sleep(0.05)


# MARK: Clocks


def clocks(plan: Plan) -> Report:
    """Clocks that jump: the wall clock by hours, and the time since the start of the machine."""
    report = Report()
    library = plan.folder / "clock.so"
    command = ["cc", "-shared", "-fPIC", "-o", str(library), str(CLOCK)]
    if sys.platform != "linux" or not shutil.which("cc") or subprocess.run(command, capture_output=True).returncode:
        report.left_out.append("jumps of the wall clock: the wrong clock cannot be built here")
        library = None
    with World(plan.rushes, plan.folder, plan.seed * 1000 + 400) as world:
        marks: list[str] = []
        for hours in (30, -30) if not plan.is_short else (-30,):
            if library:
                marks += jump(world, library, hours, report, plan)
        marks += other_boot(world, report)
        report.resent += finish(world, marks, report.verdict, plan.takers)
        report.verdict.join(judge(world, world.stage.snapshot(), marks, is_end=True))
        report.add(world, marks)
    return report


def jump(world: World, library: Path, hours: int, report: Report, plan: Plan) -> list[str]:
    """The wall clock jumps while a generation waits and while its job is asked for, and once more over a kill."""
    told = world.folder / "clock"
    told.write_text("0")
    world.more |= {"LD_PRELOAD": str(library), "RUSHES_FAULTS_CLOCK": str(told)}
    began = time.monotonic()
    marks = world.new_marks(2)
    since = len(world.proxy.events)
    process = world.generate(marks, "fal-ai", "#quick #ratelimit")
    world.proxy.wait("submit", "delivered", since, time.monotonic() + 10, lambda: process.poll() is not None)
    told.write_text(str(hours * 3600))
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        text = f"the clock jumped by {hours} h, and nothing has ended after {time.monotonic() - began:.0f} s"
        report.verdict.add("untrue histories", f"{name(world)}: {text}")
        report.kills += kill(world, process, marks)
    # A wait that is left by a kill, and a clock that says something else at the next start.
    new = world.new_marks(1)
    since = len(world.proxy.events)
    process = world.generate(new, "fal-ai", "#quick #ratelimit")
    if world.proxy.wait("submit", "delivered", since, time.monotonic() + 10, lambda: process.poll() is not None):
        time.sleep(0.2)
    report.kills += kill(world, process, new)
    told.write_text("0")
    report.resent += finish(world, marks + new, report.verdict, plan.takers)
    world.more = {}
    ends = [row.finished / 1000 for row in world.stage.snapshot().rows.values() if row.finished]
    if not any(abs(end - time.time()) > 24 * 3600 for end in ends):
        report.missed.append("the clock has not jumped")
    return marks + new


def other_boot(world: World, report: Report) -> list[str]:
    """A program that counts its time from elsewhere, as after a restart of the machine, beside one that does not."""
    wrapper = ["unshare", "--time", "--monotonic", "1000000", "--boottime", "1000000", "--fork", "--kill-child"]
    if subprocess.run([*wrapper, "true"], capture_output=True).returncode:
        report.left_out.append("jumps of the time since boot: time namespaces may not be made")
        return []
    marks = world.new_marks(2)
    first = world.generate(marks[:1], "fal-ai", wrapper=wrapper)
    second = world.generate(marks[1:], "fal-ai")
    for process in (first, second):
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            report.verdict.add("untrue histories", f"{name(world)}: not ended after a minute, in another time")
            kill(world, process, marks)
    return marks
