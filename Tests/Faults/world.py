"""A world of its own for one part of the suite: a simulator, a proxy before it, a home and a library."""

import fcntl
import itertools
import json
import os
import pty
import random
import signal
import sqlite3
import struct
import subprocess
import termios
import threading
import time
from contextlib import closing
from pathlib import Path

from library import Row, Stage, read
from movie import Originals
from proxy import Mischief, Proxy, gently

# The roads to a video, with a model that the simulator has on each.
ROADS = {
    "fal-ai": ["--provider", "fal-ai", "--model", "Wan-AI/Wan2.2-TI2V-5B"],
    "replicate": ["--provider", "replicate", "--model", "Wan-AI/Wan2.2-TI2V-5B"],
    "wavespeed": ["--provider", "wavespeed", "--model", "Wan-AI/Wan2.2-TI2V-5B"],
    "novita": ["--provider", "novita", "--model", "Wan-AI/Wan2.1-T2V-14B"],
    "together": ["--provider", "together", "--model", "Wan-AI/Wan2.2-T2V-A14B"],
    "endpoint": ["--model", "Wan-AI/Wan2.2-TI2V-5B", "--endpoint"],
    # Two jobs: a picture, and the video that is made of it.
    "keyframe": [
        "--provider", "together", "--model", "Wan-AI/Wan2.2-I2V-A14B",
        "--keyframe-model", "black-forest-labs/FLUX.1-dev:fal-ai",
    ],
}  # fmt: skip
# Where each road leads.
PLACES = {road: (f"/{road}/",) for road in ROADS} | {"endpoint": ("/models/",), "keyframe": ("/fal-ai/", "/together/")}
NEVER_SAID = ("database is locked", "SQLITE_BUSY", "disk image is malformed", "Fatal error", "hf_faults",
    "already exists", "no such table", "cannot be opened", "an unexpected error")  # fmt: skip
CRASHES = (-signal.SIGILL, -signal.SIGTRAP, -signal.SIGSEGV, -signal.SIGBUS, -signal.SIGABRT)
# The longest that anything here takes; what takes longer has stopped.
PATIENCE = 60.0


class World:
    """Everything that one run of the program can see."""

    numbers = itertools.count(1)

    def __init__(
        self,
        rushes: str,
        folder: Path,
        seed: int,
        mischief: Mischief = gently,
        pace: float = 0.05,
        roads: tuple[str, ...] = tuple(ROADS),
    ) -> None:
        self.roads = roads
        self.number, self.seed, self.rushes = next(World.numbers), seed, rushes
        self.chance = random.Random(seed)
        self.folder = folder / f"world-{self.number}"
        self.library = self.folder / "library"
        self.videos = self.library / "videos"
        for name in ("home", "work", "temporary"):
            (self.folder / name).mkdir(parents=True)
        self.record = self.folder / "requests.jsonl"
        self.log = (self.folder / "programs.log").open("ab")
        command = [rushes, "simulate", "--port", "0", "--pace", str(pace), "--record", str(self.record)]
        self.simulator = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, text=True)
        base = self.simulator.stdout.readline().strip()
        if not base:
            raise RuntimeError("The simulator does not start: try “rushes simulate --port 0”.")
        self.proxy = Proxy(int(base.rpartition(":")[2]), seed, mischief)
        self.originals = Originals(base)
        self.stage = Stage(self.library)
        self.marks = 0
        # Generations that somebody let go on who had been told what that means: each may be sent once more.
        self.released: dict[str, list[float]] = {}
        self.kills: dict[str, list[float]] = {}
        self.sent_by: dict[str, str] = {}
        self.starts = 0
        # An endpoint that was named on one command line gets no token from the next program.
        self.more = {"RUSHES_ENDPOINT": self.proxy.base} if roads == ("endpoint",) else {}
        self.processes: list[subprocess.Popen] = []

    def __enter__(self) -> "World":
        return self

    def __exit__(self, *_) -> None:
        """Ends what runs."""
        for process in self.processes:
            if process.poll() is None:
                process.kill()
                process.wait()
        self.simulator.terminate()
        self.simulator.wait()
        self.simulator.stdout.close()
        self.proxy.close()
        self.log.close()

    # MARK: Programs

    @property
    def environment(self) -> dict[str, str]:
        """What the program may see of the outside."""
        own = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder / "home"), "LANG": "C.UTF-8", "TZ": "UTC",
            "TMPDIR": str(self.folder / "temporary"), "TERM": "xterm-256color",
            "HF_ENDPOINT": self.proxy.base, "RUSHES_ROUTER": self.proxy.base, "HF_TOKEN": "hf_faults",
            "RUSHES_LIBRARY": str(self.library), "RUSHES_PICTURES": "none", "RUSHES_LOG_LEVEL": "debug",
            # What a bad line costs is measured by the suite, not how soon a program gives up.
            "RUSHES_MAX_ATTEMPTS": "30",
        }  # fmt: skip
        return own | self.more

    def new_marks(self, count: int) -> list[str]:
        """Words that make prompts recognisable on every way."""
        self.marks += count
        return [f"kx{self.number}x{self.marks - place}" for place in range(count)]

    def start(self, arguments: list[str], wrapper: list[str] = (), **more: str) -> subprocess.Popen:
        """Starts the program."""
        self.starts += 1
        process = subprocess.Popen(
            [*wrapper, self.rushes, *arguments],
            env=self.environment | more, cwd=self.folder / "work",
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
        )  # fmt: skip
        self.processes.append(process)
        return process

    def generate(self, marks: list[str], road: str, words: str = "#quick", wrapper: list[str] = (), **more: str):
        """Starts `rushes generate` for one or several prompts."""
        self.sent_by |= dict.fromkeys(marks, road)
        options = [*ROADS[road], self.proxy.base] if road == "endpoint" else ROADS[road]
        texts = "{" + "|".join(marks) + "}" if len(marks) > 1 else marks[0]
        expand = ["--expand"] if len(marks) > 1 else []
        return self.start(["generate", *options, *expand, f"a paper boat {texts} {words}"], wrapper, **more)

    def resume(self, wrapper: list[str] = ()) -> subprocess.Popen:
        """Starts `rushes resume`."""
        return self.start(["resume"], wrapper)

    def run(self, *arguments: str) -> tuple[int, str]:
        """Runs the program to its end; its exit code and what it said."""
        done = subprocess.run(
            [self.rushes, *arguments],
            env=self.environment, cwd=self.folder / "work",
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    def has_command(self, name: str) -> bool:
        """Whether the program has a command."""
        # An unknown word is taken for a wrong argument; its help would be that of the whole program.
        return f"\n  {name} " in self.run("--help")[1]

    def release(self, row: Row) -> None:
        """Lets a held generation go on, as somebody does who has read what that means."""
        code, said = self.run("release", str(row.id))
        if code:
            raise RuntimeError(f"release {row.id} ended with {code}: {said}")
        if row.job is None and row.address is None:
            self.released.setdefault(row.mark, []).append(time.monotonic())

    # MARK: What is so

    def live(self) -> dict[str, Row]:
        """The generations while a program runs."""
        file = self.library / "library.sqlite"
        if not file.exists():
            return {}
        try:
            with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=5)) as database:
                return read(database, integrity=False).rows
        except sqlite3.OperationalError:
            return {}

    def complaints(self) -> list[str]:
        """What a program said that no program may say."""
        files = [self.folder / "programs.log", *self.folder.glob("home/.local/state/rushes/*.log")]
        lines = [line for file in files if file.exists() for line in file.read_text(errors="replace").splitlines()]
        found = [line.strip()[:200] for line in lines if any(word in line for word in NEVER_SAID)]
        codes = {process.returncode for process in self.processes if process.returncode in CRASHES}
        return found + [f"a program ended with {signal.Signals(-code).name}" for code in sorted(codes)]

    def requests(self) -> list[dict]:
        """What the simulator was asked."""
        lines = self.record.read_text().splitlines() if self.record.exists() else []
        return [json.loads(line) for line in lines if line.endswith("}")]


class Screen:
    """The program's screen on a terminal of its own, which nobody looks at."""

    def __init__(self, world: World) -> None:
        world.starts += 1
        parent, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.process = subprocess.Popen(
            [world.rushes], env=world.environment, cwd=world.folder / "work",
            stdin=child, stdout=child, stderr=child, start_new_session=True,
        )  # fmt: skip
        world.processes.append(self.process)
        os.close(child)
        self.terminal = parent
        self.seen = b""
        self.has_opened = False
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while True:
            try:
                self.seen = (self.seen + os.read(self.terminal, 65536))[-100_000:]
                self.has_opened = self.has_opened or b"\x1b[?1049h" in self.seen
            except OSError:
                return

    def type(self, keys: bytes) -> None:
        """Presses keys."""
        try:
            os.write(self.terminal, keys)
        except OSError:
            pass

    def quit(self) -> int:
        """Quits with the key of quitting, and a yes to what it may ask about what runs; the exit code."""
        deadline = time.monotonic() + PATIENCE
        try:
            while time.monotonic() < deadline:
                self.type(b"\x11")
                try:
                    return self.process.wait(3)
                except subprocess.TimeoutExpired:
                    self.type(b"y")
            self.process.kill()
            return self.process.wait()
        finally:
            os.close(self.terminal)


def take_up(world: World, how: str, patience: float = PATIENCE) -> list[str]:
    """Starts the program that goes on with everything unfinished, until nothing is; what went wrong."""
    if how == "resume":
        process = world.resume()
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return [f"“rushes resume” has not ended after {patience:.0f} s"]
        return []
    screen = Screen(world)
    try:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline and screen.process.poll() is None:
            # Held at the start is what nobody may take up, and nothing at all is nothing to do.
            if screen.has_opened and all(row.is_over for row in world.live().values()):
                return []
            time.sleep(0.05)
    finally:
        code = screen.quit()
    return [f"the screen ended with {code}, or had not finished after {patience:.0f} s"]


def kill(world: World, process: subprocess.Popen, marks: list[str], number: int = signal.SIGKILL) -> bool:
    """Stops a program dead; false when it had ended."""
    if process.poll() is not None:
        return False
    process.send_signal(number)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    note_kill(world, marks)
    return True


def note_kill(world: World, marks: list[str]) -> None:
    """Notes when the program was stopped that worked on some generations."""
    for mark in marks:
        world.kills.setdefault(mark, []).append(time.monotonic())
