"""Stops the program with SIGKILL at chosen instants, and says in which state that found the library."""

import random
import shutil
import signal
import subprocess
import time
from collections import Counter
from dataclasses import dataclass

from ledger import Verdict, judge, name
from library import Row
from proxy import Exchange
from world import Screen, World, kill, note_kill, take_up

WIRE = (
    ("mapping", "request"), ("mapping", "delivered"),
    ("submit", "request"), ("submit", "answered"), ("submit", "delivered"),
    ("poll", "request"), ("poll", "delivered"), ("result", "delivered"),
    ("media", "request"), ("media", "first"), ("media", "half"), ("media", "delivered"),
)  # fmt: skip
# Its jobs are asked for every five seconds.
SLOWEST = "wavespeed"
# A few are asked to end instead, and may put things in order first.
GENTLE = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
QUICKEST = ("fal-ai", "replicate", "together")
CALLS = ("fsync,fdatasync", "rename,renameat,renameat2", "pwrite64", "unlink,unlinkat", "openat")


@dataclass
class Instant:
    """When a program is stopped: a time after its start, an event on the wire, a file, or a call to the system."""

    kind: str
    what: tuple[str, ...] = ()
    number: int = 1
    after: float = 0.0

    @property
    def wrapper(self) -> list[str]:
        """What the program is started under, so that it stops at a call before that is made."""
        if self.kind != "call":
            return []
        (calls,) = self.what
        inject = f"inject={calls}:signal=SIGKILL:when={self.number}"
        return ["strace", "-f", "-qqq", "-o", "/dev/null", "-e", f"trace={calls}", "-e", inject]

    def wait(self, world: World, process: subprocess.Popen, since: int) -> None:
        """Returns at the instant, or when the program has ended before."""
        deadline = time.monotonic() + 20

        def is_over() -> bool:
            return process.poll() is not None

        if self.kind == "time":
            deadline = time.monotonic() + self.after
            while time.monotonic() < deadline and not is_over():
                time.sleep(min(0.002, max(0, deadline - time.monotonic())))
        elif self.kind == "wire":
            if world.proxy.wait(*self.what, since, deadline, is_over):
                time.sleep(self.after)
        elif self.kind == "file":
            before = set(world.videos.rglob(*self.what)) if world.videos.exists() else set()
            while time.monotonic() < deadline and not is_over():
                if world.videos.exists() and set(world.videos.rglob(*self.what)) - before:
                    time.sleep(self.after)
                    return
                time.sleep(0.0005)
        elif self.kind == "call":
            while time.monotonic() < deadline and not is_over():
                time.sleep(0.01)


def any_instant(chance: random.Random, can_trace: bool) -> Instant:
    """An instant somewhere in the life of a generation."""
    kind = chance.choices(("time", "wire", "file", "call"), (4, 8, 3, 3 if can_trace else 0))[0]
    if kind == "time":
        return Instant("time", after=chance.uniform(0.05, 2.2))
    if kind == "wire":
        return Instant("wire", chance.choice(WIRE), after=chance.choice((0, 0, chance.uniform(0, 0.05))))
    if kind == "file":
        pattern = chance.choice(("*.part", "*.mp4", "*.mp4"))
        return Instant("file", (pattern,), after=chance.choice((0, 0, chance.uniform(0, 0.02))))
    return Instant("call", (chance.choice(CALLS),), number=chance.randint(1, 12))


def can_trace() -> bool:
    """Whether strace is there and may do its work."""
    if not shutil.which("strace"):
        return False
    command = ["strace", "-f", "-qqq", "-o", "/dev/null", "-e", "trace=openat"]
    inject = ["-e", "inject=openat:signal=SIGKILL:when=1", "true"]
    return subprocess.run([*command, *inject], stderr=subprocess.DEVNULL).returncode != 0


def state(world: World, row: Row | None) -> str:
    """What a kill found, in the library's words."""
    if row is None:
        return "not written yet"
    if not row.is_over and any(world.videos.rglob(f"{row.id:04d}-*.mp4")):
        return "saved, and not written down"
    if row.status == "running":
        return "running, job known" if row.job else "running, job unknown"
    if row.status == "downloading":
        return "downloading" if row.address or row.job else "answering"
    return row.status


# How each state is hit for certain: an event on the wire, and the seconds after it. A killer that misses one has
# shown nothing about it.
AIMS = {
    "not written yet": ("", "", 0.01),
    "queued": ("submit", "request", 0.0),
    "submitting": ("mapping", "request", 0.0),
    "running, job unknown": ("submit", "answered", 0.0),
    "running, job known": ("poll", "request", 0.0),
    "downloading": ("media", "half", 0.0),
    "waiting": ("submit", "delivered", 0.1),
    "saved, and not written down": ("file", "*.mp4", 0.0),
    "succeeded": ("media", "delivered", 0.3),
}


class Killer:
    """Lives of generations in one world, each ended by kills and taken up again."""

    def __init__(self, world: World, takers: list[str], tracing: bool) -> None:
        self.world, self.takers, self.tracing = world, takers, tracing
        self.chance = world.chance
        self.verdict = Verdict()
        self.states: Counter = Counter()
        self.kills = 0
        self.ended_gently = 0
        self.resent = 0
        # All generations of this world, and those of the present life.
        self.marks: list[str] = []
        self.living: list[str] = []

    def aimed_life(self, wanted: str) -> None:
        """A life with a kill in one state, and perhaps more."""
        stage, event, after = AIMS[wanted]
        words = "#quick #ratelimit" if wanted == "waiting" else "#quick"
        instant = Instant("wire", (stage, event), after=after) if stage else Instant("time", after=after)
        if stage == "file":
            instant = Instant("file", (event,), after=after)
        roads = [name for name in QUICKEST if name in self.world.roads]
        self.life(instant, words, count=3, concurrency=1, road=self.chance.choice(roads))

    def life(
        self,
        instant: Instant | None = None,
        words: str = "",
        count: int = 0,
        concurrency: int = 0,
        road: str = "",
    ) -> None:
        """Some generations: made, killed, taken up, killed, and taken up to the end."""
        chance, world = self.chance, self.world
        self.living = world.new_marks(count or chance.randint(1, 3))
        self.marks += self.living
        words = words or chance.choice(("#quick", "#quick", "#quick", "#quick #ratelimit", "#quick #busy:1"))
        road = road or chance.choices(world.roads, [1 if road == SLOWEST else 4 for road in world.roads])[0]
        instant = instant or any_instant(chance, self.tracing)
        since = len(world.proxy.events)
        limit = str(concurrency or chance.choice((1, 4)))
        process = world.generate(self.living, road, words, instant.wrapper, RUSHES_CONCURRENCY=limit)
        self.stop(process, instant, since)
        for _ in range(chance.randint(0, 2)):
            self.stop_taker(any_instant(chance, self.tracing))
        self.finish()

    def stop_taker(self, instant: Instant) -> None:
        """Takes up what is unfinished, and kills the program that does."""
        since = len(self.world.proxy.events)
        if self.chance.choice(self.takers) == "resume":
            self.stop(self.world.resume(instant.wrapper), instant, since)
        else:
            # A screen with nothing to do would wait for an instant that never comes.
            instant = Instant("time", after=self.chance.uniform(0.1, 2.5))
            self.stop(Screen(self.world).process, instant, since)

    def stop(self, process: subprocess.Popen, instant: Instant, since: int) -> None:
        """Kills a program at an instant, and looks at what it left."""
        instant.wait(self.world, process, since)
        number = self.chance.choice(GENTLE) if self.chance.random() < 0.15 else signal.SIGKILL
        was_killed = kill(self.world, process, self.living, number)
        if not was_killed and process.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL):
            was_killed = True
            note_kill(self.world, self.living)
        found = self.world.stage.snapshot()
        self.ended_gently += was_killed and number != signal.SIGKILL
        if was_killed and number == signal.SIGKILL:
            self.kills += 1
            self.states.update({state(self.world, found.rows.get(mark)) for mark in self.living})
        settle(self.world)
        self.verdict.join(judge(self.world, found, self.marks, is_end=False))

    def finish(self) -> None:
        """Takes everything up until it has ended."""
        self.resent += finish(self.world, self.marks, self.verdict, self.takers)

    def end(self) -> None:
        """The last look."""
        self.verdict.join(judge(self.world, self.world.stage.snapshot(), self.marks, is_end=True))


def settle(world: World) -> None:
    """Waits until the simulator has answered what a killed program had sent."""

    def is_open(exchange: Exchange) -> bool:
        is_fresh = time.monotonic() - exchange.began < 8
        return exchange.stage == "submit" and exchange.status is None and not exchange.is_refused and is_fresh

    deadline = time.monotonic() + 12
    while time.monotonic() < deadline:
        with world.proxy.changed:
            if not any(is_open(exchange) for exchange in world.proxy.exchanges[-50:]):
                return
        time.sleep(0.01)


def finish(world: World, marks: list[str], verdict: Verdict, takers: list[str]) -> int:
    """Takes everything up until it has ended, and lets go on what is held, as a user would who wants the video at
    any price; how many of those had been accepted already, which nobody could know."""
    resent = 0
    for _ in range(6):
        problems = take_up(world, world.chance.choice(takers))
        settle(world)
        found = world.stage.snapshot()
        verdict.join(judge(world, found, marks, is_end=False))
        held = [row for row in found.rows.values() if row.status == "held"]
        if not held and all(row.is_over for row in found.rows.values()):
            return resent
        for problem in problems:
            verdict.add("untrue histories", f"{name(world)}: {problem}")
        if problems:
            return resent
        for row in held:
            resent += any(exchange.is_accepted for exchange in world.proxy.of(row.mark)) and not row.job
            world.release(row)
    return resent


def look(world: World, marks: list[str]) -> Verdict:
    """What is so while nothing runs."""
    settle(world)
    return judge(world, world.stage.snapshot(), marks, is_end=False)
