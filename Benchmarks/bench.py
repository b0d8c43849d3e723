#!/usr/bin/env python3
"""Measures the built program against its peers and prints one Markdown table.

Usage: bench.py [--quick] [--work FOLDER] PROGRAM [frame] [keys] [idle] [search] [transfer] [load]
                [under-load] [day] [serve]
"""

import argparse
import datetime
import os
import platform
import shutil
import sys

import library
from endurance import day, keys_under_load
from load import load
from measures import Bench
from serving import serving
from transfers import transfers

PARTS = {
    "frame": Bench.first_frame,
    "keys": Bench.keys,
    "idle": Bench.idle,
    "search": Bench.search,
    "transfer": transfers,
    "load": load,
    "under-load": keys_under_load,
    "day": day,
    "serve": serving,
}
PEERS = ["nano", "vim", "fzf", "curl", "wrk", "nginx"]


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores of {model or platform.machine()}, {platform.system()} {platform.release()}, load {load:.1f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    parser.add_argument("--work", default=os.path.expanduser("~/.cache/rushes-bench"))
    parser.add_argument("program")
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS])
    arguments = parser.parse_args()
    missing = [peer for peer in PEERS if not shutil.which(peer)]
    if missing:
        sys.exit(f"Missing: {', '.join(missing)}. `make bench` installs them.")
    os.makedirs(arguments.work, exist_ok=True)
    bench = Bench(os.path.abspath(arguments.program), arguments.work, arguments.quick)
    wanted = arguments.parts or list(PARTS)
    if {"frame", "idle", "search"} & set(wanted):
        print("Making a library of a million generations, once; some minutes…", file=sys.stderr)
        library.make(bench.million)
    print(f"{datetime.date.today()}, {machine()}. Median / p99.\n")
    print("| Figure | Rushes | Peer | Ratio | Wanted | Met | |\n|---|---|---|---|---|---|---|")
    for part in wanted:
        for figure in PARTS[part](bench):
            print(figure.row(), flush=True)


if __name__ == "__main__":
    main()
