"""What is measured, each against its peer in the same run."""

import os
import random
import statistics
import subprocess
import time

import library
from terminal import SEQUENCE, Terminal, environment

WORDS = (
    "a paper fox walks through the rain at night, lanterns in every window, slow dolly in, shallow depth of field, "
    "the camera rises above the roofs and finds the sea"
)


def quantile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


class Figure:
    """One line of the table: ours, the peer's, and what is wanted of them."""

    def __init__(self, name, ours, peer=None, peer_name="", limit="", unit="ms", met=None, note=""):
        self.name, self.ours, self.peer, self.peer_name = name, ours, peer, peer_name
        self.limit, self.unit, self.met, self.note = limit, unit, met, note

    @staticmethod
    def both(values, unit):
        digits = 0 if unit == "bytes" else 1
        median, high = statistics.median(values), quantile(values, 0.99)
        return f"{median:.{digits}f}" if len(values) == 1 else f"{median:.{digits}f} / {high:.{digits}f}"

    def row(self):
        ratio = ""
        if self.peer and statistics.median(self.peer) > 0:
            ratio = f"{statistics.median(self.ours) / statistics.median(self.peer):.2f}"
        peer = f"{self.peer_name} {self.both(self.peer, self.unit)}" if self.peer else self.peer_name
        met = {True: "yes", False: "**no**", None: ""}[self.met]
        cells = [self.name, f"{self.both(self.ours, self.unit)} {self.unit}", peer, ratio, self.limit, met, self.note]
        return "| " + " | ".join(cells) + " |"


class Bench:
    def __init__(self, program, work, quick=False):
        self.program, self.work, self.quick = program, work, quick
        self.million = os.path.join(work, f"library-{library.COUNT}")
        self.home = os.path.join(work, "home")
        os.makedirs(self.home, exist_ok=True)
        self.text = os.path.join(work, "text.txt")
        with open(self.text, "w") as file:
            file.writelines(f"line {number}: {WORDS[:70]}\n" for number in range(300))

    def times(self, many):
        return max(3, many // 5) if self.quick else many

    # Programs

    def env(self, **more):
        return environment(self.home, HF_TOKEN="hf_bench", **more)

    def rushes(self, *arguments, folder=None, endpoint="http://127.0.0.1:9/v1", columns=120, rows=36):
        """Our screen, on the large library unless another is named."""
        env = self.env(RUSHES_LIBRARY=folder or self.million, RUSHES_ENDPOINT=endpoint)
        return Terminal([self.program, *arguments], env, columns, rows, folder=self.home)

    def vim(self, *arguments):
        return Terminal(["vim", "-n", "-i", "NONE", *arguments], self.env(), 120, 36, folder=self.home)

    def nano(self):
        return Terminal(["nano", self.text], self.env(), 120, 36, folder=self.home)

    def fzf(self):
        """The same prompts in the same order; not sorted by score, as ours are not."""
        command = ["sh", "-c", f"exec fzf --exact --no-sort --no-mouse < '{self.million}/prompts.txt'"]
        return Terminal(command, self.env(), 120, 36, folder=self.home)

    # First frame

    def first_frame(self):
        frames = {"ours": [], "whole": [], "vim": [], "nano": []}
        newest = open(f"{self.million}/prompts.txt").readline()[:16]
        for _ in range(self.times(30)):
            frames["ours"].append(self.frame_time(self.rushes()))
            terminal = self.rushes()
            at, _ = terminal.until_text(newest)
            frames["whole"].append((at - terminal.started) * 1000)
            terminal.close()
            frames["nano"].append(self.frame_time(self.nano()))
            frames["vim"].append(self.frame_time(self.vim(self.text)))
        middle = {name: statistics.median(values) for name, values in frames.items()}
        name = "first frame, a million generations"
        return [
            Figure(name, frames["ours"], frames["nano"], "nano", "≤ 2x", met=middle["ours"] <= 2 * middle["nano"]),
            Figure(name, frames["ours"], frames["vim"], "vim", "≤ 1x", met=middle["ours"] <= middle["vim"]),
            Figure("the same with the history in it", frames["whole"], frames["vim"], "vim", "≤ 1x",
                   met=middle["whole"] <= middle["vim"]),
        ]

    @staticmethod
    def frame_time(terminal):
        """From exec to the last byte before the first pause of 25 ms in which more than a row has come."""
        last = terminal.started
        while True:
            piece, now = terminal.read(0.025)
            if piece:
                last = now
            elif len(terminal.output) > 300 or now - terminal.started > 20:
                break
        terminal.close()
        return (last - terminal.started) * 1000

    # Keys

    def keys(self):
        times, sizes = {}, {}
        for name, terminal, start in [
            ("ours", self.rushes(folder=os.path.join(self.work, "small")), ""),
            ("vim", self.vim(os.path.join(self.work, "new.txt")), "i"),
        ]:
            terminal.until_quiet(1)
            terminal.send(start)
            terminal.until_quiet(0.3)
            times[name], sizes[name, "end"] = self.typed(terminal, WORDS[:90])
            terminal.send("\x1bOD" * 30)
            terminal.until_quiet(0.5)
            _, sizes[name, "middle"] = self.typed(terminal, "small quiet words")
            terminal.close()
        ours, vim = quantile(times["ours"], 0.99), quantile(times["vim"], 0.99)
        figures = [Figure("key to changed cell", times["ours"], times["vim"], "vim", "p99 ≤ vim's", met=ours <= vim)]
        for place in ["end", "middle"]:
            ours, vim = sizes["ours", place], sizes["vim", place]
            figures.append(
                Figure(f"bytes for a typed key, at the {place}", ours, vim, "vim", "≤ vim's (mean)", "bytes",
                       met=statistics.mean(ours) <= statistics.mean(vim),
                       note=f"mean {statistics.mean(ours):.1f} to {statistics.mean(vim):.1f}")
            )
        return figures

    def typed(self, terminal, text):
        """Types at a person's pace; ms until each character is there, and the bytes that each key cost."""
        pick, times, sizes = random.Random(3), [], []
        for _ in range(1 if self.quick else 2):
            for character in text:
                sent = terminal.send(character)
                if character == " ":
                    terminal.read(2)
                    size = 0
                    output = b" "
                else:
                    at, output = terminal.until_text(character, 5)
                    times.append((at - sent) * 1000)
                size = len(output)
                end = time.monotonic() + pick.uniform(0.04, 0.09)
                while time.monotonic() < end:
                    piece, _ = terminal.read(end - time.monotonic())
                    size += len(piece)
                sizes.append(size)
        return times, sizes

    # Rest

    def idle(self):
        figures = []
        terminal = self.rushes()
        # Threads that have nothing to do end after some seconds, which is no rest yet.
        terminal.until_quiet(8)
        figures.append(self.rest("idle for 10 s", terminal))
        memory = self.memory(terminal, "memory at idle, a million generations")
        terminal.close()
        figures += memory
        small = self.rushes(folder=os.path.join(self.work, "small"))
        small.until_quiet(3)
        figures += self.memory(small, "memory at idle, an empty library")
        small.close()
        demo = Terminal([self.program, "--demo"], self.env(), 120, 36, folder=self.home)
        demo.until_quiet(8)
        figures += self.memory(demo, "memory at idle, the demo with its server")
        figures.append(self.rest("idle for 10 s, the demo with its server", demo))
        demo.close()
        figures.append(self.countdown())
        return figures

    def countdown(self):
        """Wake-ups while a countdown is on the screen; the server is another process."""
        server = subprocess.Popen([self.program, "simulate", "--port", "0"], stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, env=self.env())
        address = server.stdout.readline().decode().strip()
        terminal = self.rushes(folder=os.path.join(self.work, "waiting"), endpoint=address)
        terminal.until_quiet(1)
        # It asks again after twelve seconds.
        terminal.send("a fox #coldstart:1\r")
        terminal.until_text("again in")
        terminal.until_quiet(0.6, 2)
        figure = self.rest("6 s of a countdown", terminal, counting=True, seconds=6)
        terminal.close()
        server.terminate()
        server.wait()
        return figure

    def rest(self, name, terminal, counting=False, seconds=10):
        """Context switches, CPU and bytes of some seconds."""
        before, size = self.activity(terminal.process), len(terminal.output)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            terminal.read(end - time.monotonic())
        after = self.activity(terminal.process)
        ticks = after[1] - before[1]
        # A thread that ended was woken for it.
        ended = len(set(before[0]) - set(after[0]))
        woken = {name: count - before[0].get(name, 0) for name, count in after[0].items()}
        switches = sum(woken.values()) + ended
        threads = ", ".join(f"{name.split()[0]} {count}" for name, count in woken.items() if count)
        size = len(terminal.output) - size
        met = switches <= 3 * seconds if counting else switches == 0 and ticks == 0 and size == 0
        limit = "1 wake-up/s" if counting else "0"
        note = f"{ticks * 10} ms CPU, {size} bytes" + (f", by thread: {threads}" if threads else "")
        return Figure(name, [switches], None, "", limit, "switches", met, note)

    @staticmethod
    def activity(process):
        threads = {}
        for thread in sorted(os.listdir(f"/proc/{process}/task")):
            count = 0
            for line in open(f"/proc/{process}/task/{thread}/status"):
                if "ctxt_switches" in line:
                    count += int(line.split()[1])
            name = open(f"/proc/{process}/task/{thread}/comm").read().strip()
            threads[f"{name} {thread}"] = count
        fields = open(f"/proc/{process}/stat").read().rsplit(")", 1)[1].split()
        return threads, int(fields[11]) + int(fields[12])

    @staticmethod
    def pss(process):
        for line in open(f"/proc/{process}/smaps_rollup"):
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
        return 0

    def memory(self, terminal, name):
        size = self.pss(terminal.process)
        return [Figure(name, [size], None, "", "≤ 25 MiB PSS", "MiB", size <= 25)]

    # Search

    def search(self):
        ours = self.rushes()
        ours.until_quiet(1)
        before = self.pss(ours.process)
        ours.send("\x12")
        ours.until_quiet(0.5)
        fzf = self.fzf()
        fzf.until_quiet(3)
        pairs = ["neon fox", "paper boat", "glass dragon", "night market", "snow leopard", "koi pond", "time lapse"]
        pick = random.Random(5)
        times, counted = {"ours": [], "fzf": []}, []
        for words in pairs if not self.quick else pairs[:2]:
            for name, terminal in [("ours", ours), ("fzf", fzf)]:
                for character in words:
                    took, whole = self.settled(terminal, character)
                    times[name].append(took)
                    if name == "ours":
                        counted.append(whole)
                    time.sleep(pick.uniform(0, 0.05))
                terminal.send("\x15")
                terminal.until_quiet(0.5, 5)
        after = self.pss(ours.process)
        ours.send("\x1b")
        ours.until_quiet(0.3)
        for _ in range(30):
            ours.send("\x1b[6~")
            ours.until_quiet(0.05, 2)
        scrolled = self.pss(ours.process)
        ours.close()
        fzf.close()
        p95 = {name: quantile(values, 0.95) for name, values in times.items()}
        worst = max(times["ours"])
        note = f"p95 {p95['ours']:.1f} to {p95['fzf']:.1f}, worst {worst:.1f}; with the count {quantile(counted, 0.95):.1f}"
        met = p95["ours"] <= p95["fzf"] and worst <= 5 * p95["fzf"]
        return [
            Figure("search key to painted list, a million", times["ours"], times["fzf"], "fzf --exact", "p95 ≤ fzf's",
                   met=met, note=note),
            Figure("memory after searching and scrolling", [scrolled], [before], "before", "flat", "MiB",
                   scrolled <= before + 3, f"after searching {after:.1f}"),
        ]

    @staticmethod
    def settled(terminal, key, quiet=0.2):
        """Milliseconds from a key to the last byte of the list, and to the last byte of all: how many there are may
        follow later, and is some bytes."""
        sent = terminal.send(key)
        bursts, limit = [], 3.0
        while True:
            piece, now = terminal.read(limit)
            if not piece:
                break
            if not bursts or now - bursts[-1][0] > 0.004:
                bursts.append([now, 0])
            bursts[-1] = [now, bursts[-1][1] + len(piece)]
            limit = quiet
        ends = [end for end, size in bursts if size >= 100] or [end for end, _ in bursts] or [sent]
        last = bursts[-1][0] if bursts else sent
        return (ends[-1] - sent) * 1000, (last - sent) * 1000
