"""Videos from a server on this machine: ours against curl."""

import os
import socket
import statistics
import struct
import subprocess
import sys
import time

from measures import Figure

SIZES = {"100 KB": 100_000, "1 GiB": 1 << 30}


def serve(folder):
    """Answers every POST with the video that its path names. Runs in a process of its own and prints its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    while True:
        connection, _ = listener.accept()
        with connection:
            try:
                while answer(connection, folder):
                    pass
            except OSError as error:
                print(f"The client went away: {error}", file=sys.stderr)


def answer(connection, folder):
    """Answers one request; false when no more come."""
    request = b""
    while b"\r\n\r\n" not in request:
        piece = connection.recv(65536)
        if not piece:
            return False
        request += piece
    head, _, body = request.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    if b"100-continue" in head.lower():
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    while len(body) < length:
        body += connection.recv(65536)
    name = os.path.basename(head.split()[1].decode())
    path = os.path.join(folder, name)
    size = os.path.getsize(path)
    connection.sendall(
        f"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: {size}\r\n\r\n".encode()
    )
    with open(path, "rb") as file:
        connection.sendfile(file)
    return True


def make_videos(bench, folder):
    """Whole videos of the wanted sizes: one of the demo, made longer by a box that every reader skips."""
    os.makedirs(folder, exist_ok=True)
    clip = os.path.join(folder, "clip.mp4")
    if not os.path.exists(clip):
        subprocess.run(
            [bench.program, "generate", "--demo", "-q", "--output", clip, "a fox #quick"], env=bench.env(), check=True
        )
    for name, size in SIZES.items():
        path = os.path.join(folder, name.replace(" ", ""))
        if not os.path.exists(path) or os.path.getsize(path) != size:
            lengthen(clip, path, size)


def lengthen(clip, path, size):
    """Writes a clip with a box behind it that every reader skips, so that it has a size."""
    start = open(clip, "rb").read()
    with open(path, "wb") as file:
        file.write(start)
        rest = size - len(start)
        file.write(struct.pack(">I4s", rest, b"free"))
        block = bytes(range(256)) * 4096
        rest -= 8
        while rest > 0:
            rest -= file.write(block[: min(rest, len(block))])


def run(command, env):
    """Milliseconds and peak MiB of a command."""
    began = time.monotonic()
    process = os.posix_spawnp(
        command[0], command, env, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)]
    )
    _, status, usage = os.wait4(process, 0)
    took = (time.monotonic() - began) * 1000
    if status != 0:
        raise RuntimeError(f"{command} ended with {status}")
    return took, usage.ru_maxrss / 1024


def transfers(bench):
    folder = os.path.join(bench.work, "videos")
    make_videos(bench, folder)
    server = subprocess.Popen(
        [sys.executable, os.path.abspath(__file__), folder], stdout=subprocess.PIPE, text=True
    )
    try:
        port = int(server.stdout.readline())
        return small(bench, port) + large(bench, port)
    finally:
        server.kill()
        server.wait()


def pair(bench, port, name, times, folder, synced=False):
    """Both in turn, the same number of times; their times, and our peak memory."""
    address = f"http://127.0.0.1:{port}/{name.replace(' ', '')}"
    target = os.path.join(folder, "rushes-bench.mp4")
    env = bench.env(RUSHES_ENDPOINT=address, RUSHES_LIBRARY=os.path.join(bench.work, "small"))
    fetch = ["curl", "-s", "-o", target, "--json", '{"inputs": "a fox"}', address]
    if synced:
        fetch = ["sh", "-c", '"$@" && sync "$TARGET"', "sh", *fetch]
        env["TARGET"] = target
    ours, curl = [], []
    for _ in range(times):
        for command, results in [
            (fetch, curl),
            ([bench.program, "generate", "-q", "--output", target, "a fox"], ours),
        ]:
            if os.path.exists(target):
                os.remove(target)
            results.append(run(command, env))
            if os.path.getsize(target) != SIZES[name]:
                raise RuntimeError(f"{command[0]} wrote {os.path.getsize(target)} bytes")
    os.remove(target)
    return [took for took, _ in ours], [took for took, _ in curl], max(peak for _, peak in ours)


def small(bench, port):
    ours, curl, peak = pair(bench, port, "100 KB", bench.times(30), bench.work)
    met = statistics.median(ours) <= 3 * statistics.median(curl)
    return [Figure("`generate` of 100 KB, start to end", ours, curl, "curl -o", "≤ 3x", met=met,
                   note=f"peak {peak:.0f} MiB")]


def large(bench, port):
    """Ours is on the disk before it has its name, and curl's is not: so also against curl with sync, and in memory,
    where there is no disk to wait for."""
    figures, times = [], 3 if bench.quick else 5
    for name, folder, synced, peer in [
        ("`generate` of 1 GiB, start to end", bench.work, False, "curl -o"),
        ("the same, curl's file brought to the disk as well", bench.work, True, "curl -o && sync"),
        ("the same in memory", "/dev/shm", False, "curl -o"),
    ]:
        if not os.path.isdir(folder):
            continue
        ours, curl, peak = pair(bench, port, "1 GiB", times, folder, synced)
        met = statistics.median(ours) <= 1.2 * statistics.median(curl)
        figures.append(Figure(name, ours, curl, peer, "≤ 1.2x", met=met, note=f"peak {peak:.0f} MiB"))
    figures.append(Figure("peak memory of it", [peak], None, "", "≤ 32 MiB", "MiB", peak <= 32))
    return figures


if __name__ == "__main__":
    serve(sys.argv[1])
