"""Finished videos fetched from `rushes serve` by many at once, against nginx with the same file."""

import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request

from load import Server, clip
from measures import Figure
from transfers import lengthen

SIZE = 10_000_000
CLIENTS = 256
WAITING = 64
SLOW = 64
TICK = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def children(process):
    return [int(child) for child in open(f"/proc/{process}/task/{process}/children").read().split()]


def cpu(processes):
    """Seconds of the processor that they have used."""
    ticks = 0
    for process in processes:
        fields = open(f"/proc/{process}/stat").read().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK


def resident(process, peak=False):
    """MiB in memory now, or at most since it was last asked to forget that."""
    name = "VmHWM:" if peak else "VmRSS:"
    return next(int(line.split()[1]) for line in open(f"/proc/{process}/status") if line.startswith(name)) / 1024


def fetched(address, processes, seconds):
    """Has 256 clients fetch; gigabytes, seconds of the processor for each, and what went wrong."""
    before = cpu(processes)
    told = subprocess.run(
        ["wrk", "-t", "2", "-c", str(CLIENTS), "-d", f"{seconds}s", "--timeout", "30s", address],
        capture_output=True, text=True, check=True,
    ).stdout
    used = cpu(processes) - before
    amount, unit = re.search(r"requests in [^,]*, ([\d.]+)([KMGT]?B) read", told).groups()
    gigabytes = float(amount) * {"KB": 2**10, "MB": 2**20, "GB": 2**30, "TB": 2**40}[unit] / 1e9
    wrong = re.search(r"(Socket errors|Non-2xx).*", told)
    if wrong:
        raise RuntimeError(f"{address}: {wrong.group()}")
    return gigabytes, used / gigabytes


class Served:
    """`rushes serve` on a library with one video, before an endpoint that holds everything else."""

    def __init__(self, bench, video, folder):
        with Server(video, 0) as server:
            env = bench.env(RUSHES_ENDPOINT=server.address, RUSHES_LIBRARY=folder)
            subprocess.run([bench.program, "generate", "-q", "a fox"], env=env, check=True, stdout=subprocess.DEVNULL)
        self.endpoint = Server(video, 600)
        env = bench.env(RUSHES_ENDPOINT=self.endpoint.address, RUSHES_LIBRARY=folder, RUSHES_CONCURRENCY=str(WAITING))
        self.process = subprocess.Popen(
            [bench.program, "serve", "--port", "0"], env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.address = self.process.stdout.readline().split()[-1]
        for number in range(WAITING):
            self.post({"prompt": f"a fox that waits {number}"})
        while self.endpoint.known()["open"] < WAITING:
            time.sleep(0.05)

    def post(self, body):
        request = urllib.request.Request(
            f"{self.address}/api/generations", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request) as answer:
            answer.read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.endpoint.__exit__()


class Nginx:
    """One worker with `sendfile`, for one folder."""

    def __init__(self, bench, folder):
        home = os.path.join(bench.work, "nginx")
        os.makedirs(home, exist_ok=True)
        port = free_port()
        paths = "".join(f"{kind}_temp_path {home}/{kind};" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
        with open(os.path.join(home, "nginx.conf"), "w") as file:
            file.write(
                f"daemon off; pid {home}/pid; worker_processes 1; error_log stderr crit;"
                f"events {{ worker_connections 2048; }}"
                f"http {{ access_log off; sendfile on; tcp_nopush on; types {{ video/mp4 mp4; }} {paths}"
                f"server {{ listen 127.0.0.1:{port}; root {folder}; }} }}\n"
            )
        user = ["-g", "user root;"] if os.geteuid() == 0 else []
        self.process = subprocess.Popen(["nginx", "-p", home, "-c", f"{home}/nginx.conf", *user])
        self.address = f"http://127.0.0.1:{port}"
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return
            except OSError:
                time.sleep(0.05)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def slow_clients(address):
    """Connections that ask for the video and read a little of it."""
    port = int(address.rpartition(":")[2])
    clients = []
    for _ in range(SLOW):
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", port))
        client.sendall(f"GET /api/generations/1/video HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        client.recv(1024)
        clients.append(client)
    time.sleep(2)
    return clients


def serving(bench):
    """Many who fetch, and some who take their time."""
    folder = os.path.join(bench.work, "serve")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    video = os.path.join(folder, "video.mp4")
    lengthen(clip(bench), video, SIZE)
    seconds = 4 if bench.quick else 15
    with Nginx(bench, folder) as nginx:
        worker = children(nginx.process.pid)
        _, theirs = fetched(f"{nginx.address}/video.mp4", worker, seconds)
        their_size = sum(resident(process) for process in worker)
    with Served(bench, video, os.path.join(folder, "library")) as served:
        process = served.process.pid
        address = f"{served.address}/api/generations/1/video"
        at_rest = resident(process)
        clients = slow_clients(served.address)
        each = (resident(process) - at_rest) * 1024 / SLOW
        for client in clients:
            client.close()
        gigabytes, ours = fetched(address, [process], seconds)
        once = resident(process, peak=True)
        fetched(address, [process], seconds)
        twice = resident(process, peak=True)
        held = served.endpoint.known()["open"]
    shutil.rmtree(folder)
    if held != WAITING:
        raise RuntimeError(f"{held} of {WAITING} generations were still waiting")
    note = f"{gigabytes:.0f} GB to {CLIENTS} clients while {WAITING} generations wait"
    return [
        Figure("processor for a GB served", [ours * 1000], [theirs * 1000], "nginx", note=note),
        Figure("peak memory of it", [once], [their_size], "nginx", "", "MiB", note=f"{at_rest:.0f} before"),
        Figure("peak memory after as much again", [twice], [once], "first time", "flat", "MiB", twice <= once * 1.1 + 2),
        Figure("memory of a client that takes nothing", [each], None, "", "a few hundred KB", "KiB", each <= 300),
    ]
