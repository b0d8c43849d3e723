"""The parts of the suite. Each makes worlds of its own, and gives back what it found."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from killer import AIMS, Killer, can_trace, finish, settle
from ledger import Verdict, judge, name
from proxy import gently
from trouble import wildly
from world import PATIENCE, ROADS, Screen, World, kill

CLOCK = Path(__file__).parent / "clock.c"


@dataclass
class Plan:
    """What is asked of one run of the suite."""

    rushes: str
    folder: Path
    seed: int
    is_short: bool
    kills: int
    takers: list[str]


@dataclass
class Report:
    """What a part has done and found."""

    verdict: Verdict = field(default_factory=Verdict)
    kills: int = 0
    ended_gently: int = 0
    restarts: int = 0
    generations: int = 0
    resent: int = 0
    states: Counter = field(default_factory=Counter)
    troubles: Counter = field(default_factory=Counter)
    left_out: list[str] = field(default_factory=list)
    # Why the part has shown less than it should.
    missed: list[str] = field(default_factory=list)

    def add(self, world: World, marks: list[str]) -> None:
        """Counts what a world has seen."""
        self.restarts += world.starts
        self.generations += len(marks)
        self.troubles.update(e.trouble for e in world.proxy.exchanges if e.trouble)

    def join(self, other: "Report") -> None:
        """Takes over what another part has found."""
        self.verdict.join(other.verdict)
        self.kills += other.kills
        self.ended_gently += other.ended_gently
        self.restarts += other.restarts
        self.generations += other.generations
        self.resent += other.resent
        self.states.update(other.states)
        self.troubles.update(other.troubles)
        self.left_out += [reason for reason in other.left_out if reason not in self.left_out]
        self.missed += other.missed


def side_by_side(parts: list, workers: int) -> Report:
    """Runs parts at once."""
    report = Report()
    with ThreadPoolExecutor(workers) as pool:
        for part in [pool.submit(part) for part in parts]:
            report.join(part.result())
    return report


# MARK: Kills


def kills(plan: Plan) -> Report:
    """SIGKILL at instants through the whole life of a generation."""
    tracing = can_trace()
    worlds = 4
    aims = list(AIMS)

    def one(number: int) -> Report:
        report = Report()
        # One world has nothing but an endpoint, whose answer is the video itself and cannot be asked for again.
        roads = ("endpoint",) if number == worlds - 1 else tuple(road for road in ROADS if road != "endpoint")
        with World(plan.rushes, plan.folder, plan.seed * 1000 + number, roads=roads) as world:
            killer = Killer(world, plan.takers, tracing)
            for aim in aims[number :: worlds - 1] if number < worlds - 1 else ():
                # The instant can be missed by a hair, on a machine that does something else.
                for _ in range(4):
                    killer.aimed_life(aim)
                    if killer.states[aim]:
                        break
            while killer.kills < plan.kills / worlds:
                killer.life()
            killer.end()
            report.add(world, killer.marks)
        report.verdict, report.kills, report.states = killer.verdict, killer.kills, killer.states
        report.resent, report.ended_gently = killer.resent, killer.ended_gently
        return report

    report = side_by_side([lambda number=number: one(number) for number in range(worlds)], worlds)
    report.missed += [f"no kill found a generation {state}" for state in AIMS if not report.states[state]]
    if not tracing:
        report.left_out.append("kills at calls to the system: strace is not there, or may not trace")
    return report


# MARK: A bad line


def line(plan: Plan) -> Report:
    """Everything that a line can do to what is exchanged, and kills in between."""

    def one(number: int) -> Report:
        report = Report()
        with World(plan.rushes, plan.folder, plan.seed * 1000 + 100 + number, mischief=wildly) as world:
            marks: list[str] = []
            for road in ("fal-ai", "replicate", "novita", "together", "endpoint", "keyframe")[: 2 if plan.is_short else 6]:
                new = world.new_marks(3 if plan.is_short else 8)
                marks += new
                process = world.generate(new, road, RUSHES_CONCURRENCY="8")
                try:
                    process.wait(world.chance.uniform(3, 8) if plan.is_short else world.chance.uniform(5, 40))
                except subprocess.TimeoutExpired:
                    report.kills += kill(world, process, new)
                report.verdict.join(look(world, marks))
            world.proxy.mischief = gently
            report.resent = finish(world, marks, report.verdict, plan.takers)
            report.verdict.join(judge(world, world.stage.snapshot(), marks, is_end=True))
            report.add(world, marks)
        return report

    count = 1 if plan.is_short else 4
    report = side_by_side([lambda number=number: one(number) for number in range(count)], 4)
    wanted = () if plan.is_short else ("late", "refused", "cut", "corrupt", "drip", "reorder")
    report.missed += [f"the line has done nothing of the kind “{kind}”" for kind in wanted if not report.troubles[kind]]
    if not report.troubles:
        report.missed.append("the line was never bad")
    return report


def look(world: World, marks: list[str]) -> Verdict:
    """What is so while nothing runs."""
    settle(world)
    return judge(world, world.stage.snapshot(), marks, is_end=False)


# MARK: Many at once


def many(plan: Plan) -> Report:
    """Two to five programs on one library, of which some are killed."""

    def one(number: int) -> Report:
        report = Report()
        with World(plan.rushes, plan.folder, plan.seed * 1000 + 200 + number) as world:
            marks: list[str] = []
            for _ in range(1 if plan.is_short else 5):
                marks += crowd(world, plan, report)
                report.resent += finish(world, marks, report.verdict, plan.takers)
            report.verdict.join(judge(world, world.stage.snapshot(), marks, is_end=True))
            report.add(world, marks)
        return report

    count = 1 if plan.is_short else 3
    report = side_by_side([lambda number=number: one(number) for number in range(count)], 3)
    if not report.verdict.tally["succeeded"] or not (report.kills or plan.is_short):
        report.missed.append("several programs at once have made nothing, or none of them was killed")
    return report


def crowd(world: World, plan: Plan, report: Report) -> list[str]:
    """Some programs at once, a third of which are killed while the others go on."""
    chance = world.chance
    marks: list[str] = []
    programs: list[tuple[subprocess.Popen, list[str]]] = []
    screens: list[Screen] = []
    for place in range(chance.randint(2, 5)):
        kind = "generate" if place == 0 else chance.choice(("generate", "generate", *plan.takers))
        if kind == "generate":
            new = world.new_marks(chance.randint(1, 3))
            marks += new
            road = chance.choice(("fal-ai", "replicate", "together", "endpoint", "keyframe"))
            programs.append((world.generate(new, road), new))
        elif kind == "resume":
            programs.append((world.resume(), []))
        else:
            screens.append(Screen(world))
            programs.append((screens[-1].process, []))
        time.sleep(chance.uniform(0, 0.4))
    # Killed before they have written anything they would show nothing of what several do to each other.
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and not any(mark in world.live() for mark in marks):
        time.sleep(0.02)
    # One that stands still for a while, as on a machine that sleeps, has not given up what it works on.
    sleeper = chance.choice(programs)[0]
    sleeper.send_signal(signal.SIGSTOP)
    threading.Timer(chance.uniform(1, 3), sleeper.send_signal, [signal.SIGCONT]).start()
    for process, own in programs:
        if chance.random() < 0.4:
            time.sleep(chance.uniform(0, 0.7))
            # What one program leaves another may be at work on, so the moment counts for all.
            report.kills += kill(world, process, marks)
    deadline = time.monotonic() + PATIENCE
    for process, _ in programs:
        if process not in [screen.process for screen in screens]:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                report.verdict.add("untrue histories", f"{name(world)}: a program has not ended: {process.args}")
                kill(world, process, marks)
    for screen in screens:
        screen.quit()
    report.verdict.join(look(world, marks))
    return marks


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
        process = world.generate(new, road)
        world.proxy.wait("submit", "delivered", 0, time.monotonic() + 10, lambda: process.poll() is not None)
        ballast = fill(place)
        wait_for_states(world, new, ("waiting", "held", "succeeded", "failed"))
        rows = world.live()
        for mark in new:
            row = rows.get(mark)
            if row is None or row.status in ("succeeded", "failed"):
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
