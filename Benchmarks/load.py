"""Many at once against a server on this machine that holds each answer: ours against curl in four processes."""

import asyncio
import json
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

from measures import Figure

HELD = 5.0
COUNT = 1_000
QUEUED = 10_000


def refusal(status, body, headers=""):
    kind = "Content-Type: application/json\r\n" if body else ""
    return (
        f"HTTP/1.1 {status}\r\n{kind}{headers}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}".encode()
    )


async def serve(video, seconds, faults):
    """Answers each POST with the video after so many seconds; with faults, one in ten is refused in some way. Runs in a
    process of its own, prints its port, and then for each line on standard input what it has counted."""
    body = open(video, "rb").read()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
    limited = refusal("429 Too Many Requests", "", "Retry-After: 1\r\n")
    refusals = [
        refusal("503 Service Unavailable", '{"error":"too busy"}'),
        refusal("503 Service Unavailable", '{"error":"Model is loading","estimated_time":0.5}'),
    ]
    known = {"requests": 0, "served": 0, "most": 0, "open": 0, "last": 0.0}

    async def answer(reader, writer):
        known["open"] += 1
        known["most"] = max(known["most"], known["open"])
        try:
            request = await reader.readuntil(b"\r\n\r\n")
            if b"100-continue" in request.lower():
                writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            length = next(
                (int(line[15:]) for line in request.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
            )
            await reader.readexactly(length)
            known["requests"] += 1
            if faults and known["requests"] % 1_000 == 0:
                writer.write(limited)
            elif faults and known["requests"] % 10 == 0:
                writer.write(refusals[known["requests"] // 10 % len(refusals)])
            else:
                await asyncio.sleep(seconds)
                writer.write(head + body)
                known["served"] += 1
                known["last"] = time.time()
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError) as error:
            print(f"The client went away: {error}", file=sys.stderr)
        finally:
            known["open"] -= 1
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    loop = asyncio.get_running_loop()
    while await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(known), flush=True)


class Server:
    """The server above; `known` asks it what it has counted."""

    def __init__(self, video, seconds, faults=False):
        command = [sys.executable, os.path.abspath(__file__), video, str(seconds), "faults" if faults else ""]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.address = f"http://127.0.0.1:{int(self.process.stdout.readline())}/"

    def known(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def run(command, env):
    """Seconds and peak MiB of a command."""
    began = time.monotonic()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    return time.monotonic() - began, usage.ru_maxrss / 1024


def new_folder(bench):
    """A folder that stays until all is measured: some file systems make new files slowly while many have just gone."""
    os.makedirs(os.path.join(bench.work, "load"), exist_ok=True)
    return tempfile.mkdtemp(dir=os.path.join(bench.work, "load"))


def clip(bench):
    path = os.path.join(bench.work, "clip.mp4")
    if not os.path.exists(path):
        subprocess.run(
            [bench.program, "generate", "--demo", "-q", "--output", path, "a fox #quick"], env=bench.env(), check=True
        )
    return path


def ours(bench, address, count, concurrency):
    """Runs so many in a new library; seconds, peak, and what the history says of them."""
    folder = new_folder(bench)
    env = bench.env(RUSHES_ENDPOINT=address, RUSHES_LIBRARY=folder, RUSHES_CONCURRENCY=str(concurrency))
    command = [bench.program, "generate", "-q", "--expand", "-n", "100", f"a paper fox {{1..{count // 100}}}"]
    took, peak = run(command, env)
    library = sqlite3.connect(os.path.join(folder, "library.sqlite"))
    rows = library.execute("SELECT status, file_path FROM generations").fetchall()
    check = library.execute("PRAGMA integrity_check").fetchone()[0]
    library.close()
    whole = sum(status == "succeeded" and path is not None and os.path.exists(path) for status, path in rows)
    if whole != count or check != "ok":
        raise RuntimeError(f"{whole} of {count} are there, the library is {check}")
    return took, peak


def curl(bench, address, count):
    """The same with curl in four processes; seconds and the peak of all four."""
    folder = new_folder(bench)
    began = time.monotonic()
    children = []
    for part in range(4):
        config = os.path.join(folder, f"part{part}")
        with open(config, "w") as file:
            for number in range(part, count, 4):
                file.write(f'url = "{address}"\njson = "{{}}"\noutput = "{folder}/{number}.mp4"\n')
                file.write("next\n" if number + 4 < count else "")
        children.append(
            subprocess.Popen(["curl", "--no-progress-meter", "-Z", "--parallel-immediate", "--parallel-max", "250", "-K", config])
        )
    peak = 0.0
    for child in children:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        peak += usage.ru_maxrss / 1024
    took = time.monotonic() - began
    there = len([name for name in os.listdir(folder) if name.endswith(".mp4")])
    if there != count:
        raise RuntimeError(f"curl wrote {there} of {count}")
    return took, peak


def load(bench):
    """A thousand at once, and ten thousand behind each other with faults."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    video = clip(bench)
    figures = []
    with Server(video, HELD) as server:
        pairs = [
            curl(bench, server.address, COUNT) + ours(bench, server.address, COUNT, COUNT)
            for _ in range(1 if bench.quick else 5)
        ]
        most = server.known()["most"]
    theirs, their_peak, took, peak = (statistics.median(column) for column in zip(*pairs))
    note = f"{most} at once, each answer held {HELD:.0f} s: {took / HELD:.2f}x of it, curl {theirs / HELD:.2f}x"
    figures.append(Figure(f"{COUNT:,} at once, start to end", [took * 1000], [theirs * 1000], "4 x curl -Z", "≤ 1.2x of 5 s",
                          met=took <= 1.2 * HELD, note=note))
    figures.append(Figure("peak memory of it", [peak], [their_peak], "4 x curl -Z", "≤ 60 MiB", "MiB", peak <= 60))
    many = QUEUED // 5 if bench.quick else QUEUED
    peaks = []
    for count in [many // 2, many]:
        with Server(video, 0.05, faults=True) as server:
            took, peak = ours(bench, server.address, count, 64)
            known = server.known()
        peaks.append(peak)
        if known["served"] != count:
            raise RuntimeError(f"{known['served']} videos were served for {count}")
    note = f"{many / took:.0f} a second; one request in ten refused; one video served for each"
    figures.append(Figure(f"{many:,} queued at concurrency 64", [took * 1000], note=note))
    figures.append(Figure("peak memory of it, against half as many", [peaks[1]], [peaks[0]], "half", "flat", "MiB",
                          peaks[1] <= peaks[0] * 1.25 + 3))
    shutil.rmtree(os.path.join(bench.work, "load"))
    return figures


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], float(sys.argv[2]), sys.argv[3] == "faults"))
