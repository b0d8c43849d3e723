#!/usr/bin/env python3
"""Drives the official Python client and Rushes against the simulator, and compares what they send.

usage: conformance.py RUSHES [FILTER]
       conformance.py --install

The client is installed from PyPI, once, below `.build/conformance`. A request that differs from the official
client's must be in the table of `Tests/README.md`, and whatever is there must still differ.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import programs
from cases import CASES, Case
from comparison import Row, differences, table

HERE = Path(__file__).resolve().parent
HOME = HERE.parent.parent / ".build" / "conformance"
NEEDS = HERE / "requirements.txt"

# A file, or what went wrong.
Outcome = tuple[bytes | None, str]


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if sys.argv[1] == "--install":
        return install()
    if Path(sys.prefix) != HOME:
        install()
        os.execv(HOME / "bin" / "python", [str(HOME / "bin" / "python"), __file__, *sys.argv[1:]])
    compare(str(Path(sys.argv[1]).resolve()), sys.argv[2] if len(sys.argv) > 2 else "")


def install() -> None:
    """Makes the virtual environment unless it is there already, with just these packages."""
    if sys.version_info < (3, 10):
        sys.exit("Python 3.10 or newer is needed for huggingface_hub.")
    mark = HOME / hashlib.sha256(NEEDS.read_bytes()).hexdigest()
    if mark.exists():
        return
    print(f"Installing huggingface_hub into {HOME}", file=sys.stderr)
    try:
        venv.create(HOME, clear=True, with_pip=True)
    except subprocess.CalledProcessError:
        sys.exit("Python cannot make a virtual environment: on Debian, install python3-venv.")
    command = [HOME / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", NEEDS]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["pip says nothing."])[-1]
        sys.exit(
            f"huggingface_hub could not be had from PyPI: {reason}\n"
            "The network is needed for it once, and not when it is there."
        )
    mark.touch()


def compare(rushes: str, wanted: str) -> None:
    """Runs every case whose title has the wanted words, and tells what is not as it should be."""
    rows = table(HERE.parent / "README.md")
    cases = [case for case in CASES if wanted in case.title]
    with tempfile.TemporaryDirectory(prefix="rushes-conformance-") as folder:
        places = [Path(folder, str(number)) for number in range(len(cases))]
        with ThreadPoolExecutor(max_workers=4) as pool:
            ours = [pool.submit(one_of_ours, rushes, *pair) for pair in zip(cases, places)]
            theirs = [one_of_theirs(rushes, *pair) for pair in zip(cases, places)]
        problems = [
            f"{case.title}: {problem}"
            for case, place, mine, other in zip(cases, places, ours, theirs)
            for problem in verdict(case, place, mine.result(), other, rows)
        ]
    if not wanted:
        problems += [f"The table has a row where nothing differs: {place}" for row in rows for place in row.unused]
    print("\n".join(problems) or f"{len(cases)} calls: both clients got what they asked for, and the table is right.")
    sys.exit(1 if problems else 0)


def one_of_theirs(rushes: str, case: Case, place: Path) -> Outcome:
    """What the official client gets for a case."""
    # Not before now: only the virtual environment has the client.
    import official

    place.mkdir(exist_ok=True)
    with programs.simulator(rushes, place / "official.jsonl") as base:
        try:
            return official.call(case, base), ""
        except Exception as error:
            return None, f"{type(error).__name__}: {error}"


def one_of_ours(rushes: str, case: Case, place: Path) -> Outcome:
    """What Rushes gets for a case."""
    home = place / "home"
    home.mkdir(parents=True)
    with programs.simulator(rushes, place / "rushes.jsonl") as base:
        return programs.run_rushes(rushes, case, base, home)


def verdict(case: Case, place: Path, mine: Outcome, other: Outcome, rows: list[Row]) -> Iterator[str]:
    """What is wrong with a case."""
    for name, (content, text) in [("huggingface_hub", other), ("Rushes", mine)]:
        if text:
            yield f"{name} failed: {text.strip()}"
        elif content is None:
            if not case.is_list or name == "Rushes":
                yield f"{name} got nothing"
        elif case.is_list and name != "Rushes":
            yield f"{name} got a video for a list of negative prompts"
        elif not is_wanted(case, content):
            yield f"{name} got something else"
    if mine[1] or other[1]:
        return
    logs = [programs.requests(place / f"{name}.jsonl") for name in ("official", "rushes")]
    for name, log in zip(("huggingface_hub", "Rushes"), logs):
        if any(is_leak(request) for request in log):
            yield f"{name} gave its token to the media host"
    if case.is_list:
        logs[1] = logs[1][: len(logs[0])]
    if case.task == "text-to-image":
        logs[1] = programs.of_keyframe(case, logs[1])
    for difference in differences(*logs):
        if not [row for row in rows if row.covers(case, difference)]:
            d = difference
            yield f"not in the table: | {d.request} | `{d.field}` | `{d.official}` | `{d.rushes}` |"


def is_wanted(case: Case, content: bytes) -> bool:
    """Whether a file is of the kind that was asked for."""
    if case.task == "text-to-image":
        return content.startswith(b"\x89PNG")
    return content[4:8] == b"ftyp"


def is_leak(request: dict) -> bool:
    """Whether a request gives a token to the media host."""
    return request["host"] == "media" and any(name.lower() == "authorization" for name, _ in request["headers"])


if __name__ == "__main__":
    main()
