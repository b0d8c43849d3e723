#!/usr/bin/env python3
"""Stops, hinders and starves the program while it makes videos, and counts what was lost.

usage: faults.py RUSHES [--seed N] [--kills N] [--short] [--only PART] [--keep]

Parts: kills, line, many, disk, folders, clocks, checks. Everything runs on this machine, against “rushes simulate”. A fault is
told with a seed; the same seed makes the same plan, and the machine its own timing.
"""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

import checks
import folders
import machine
import scenarios
from ledger import KINDS
from plan import Plan, Report, side_by_side
from world import World

PARTS = {
    "checks": checks.run,
    "kills": scenarios.kills,
    "line": scenarios.line,
    "many": scenarios.many,
    "disk": machine.disk,
    "folders": folders.run,
    "clocks": machine.clocks,
}


def main() -> None:
    arguments = read_arguments()
    rushes = str(Path(arguments.rushes).resolve())
    folder = Path(tempfile.mkdtemp(prefix="rushes-faults-"))
    began = time.monotonic()
    with World(rushes, folder, 0) as world:
        takers = ["screen", *(["resume"] if world.has_command("resume") else [])]
    plan = Plan(rushes, folder, arguments.seed, arguments.short, 12 if arguments.short else arguments.kills, takers)
    names = [name for name in PARTS if not arguments.only or name in arguments.only.split(",")]
    if arguments.short:
        report = side_by_side([lambda name=name: told(name, plan) for name in names], len(names))
    else:
        report = Report()
        for name in names:
            report.join(told(name, plan))
    is_good = report.verdict.is_clean and not report.missed
    show(report, time.monotonic() - began, arguments.seed)
    if arguments.keep or not is_good:
        print(f"What was left is in {folder}")
    else:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(0 if is_good else 1)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rushes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=300, help="how many kills, unless it is the short form")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", action="store_true")
    return parser.parse_args()


def told(name: str, plan: Plan) -> Report:
    """Runs a part, and says that it has ended."""
    began = time.monotonic()
    report = PARTS[name](plan)
    found = sum(report.verdict.count(kind) for kind in KINDS)
    text = f"{name}: {report.generations} generations, {report.kills} kills, {found} faults"
    print(f"{text}, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return report


def show(report: Report, seconds: float, seed: int) -> None:
    """Prints what was counted, then every fault."""
    print(f"seed {seed}, {seconds:.0f} s")
    print(f"kills {report.kills}")
    print(f"ended by TERM, INT or HUP {report.ended_gently}")
    print(f"restarts {report.restarts}")
    print(f"generations {report.generations}")
    for kind in KINDS[:4]:
        print(f"{kind} {report.verdict.count(kind)}")
    print("integrity check " + ("ok" if not report.verdict.count("damaged libraries") else "failed"))
    print(f"crashes and busy databases {report.verdict.count('crashes')}")
    print(f"accepted twice on a user's word, the first answer never seen: {report.resent}")
    for title, counted in (("killed while", report.states), ("the line was", report.troubles)):
        if counted:
            print(f"{title}: " + ", ".join(f"{what} {count}" for what, count in counted.most_common()))
    if report.verdict.tally:
        print("ended as: " + ", ".join(f"{what} {count}" for what, count in report.verdict.tally.most_common()))
    for reason in report.left_out:
        print(f"left out: {reason}")
    for reason in report.missed:
        print(f"MISSED: {reason}")
    for kind in KINDS:
        for sentence in report.verdict.faults[kind]:
            print(f"FAULT, {kind}: {sentence}")


if __name__ == "__main__":
    main()
