"""The simulator and Rushes, as programs of their own."""

import json
import os
import subprocess
from contextlib import contextmanager
from pathlib import Path

from cases import PICTURE, PROMPT, Case

# A picture is made for a video: a model that animates it, at a provider that is not in the case.
ANIMATOR = ("Wan-AI/Wan2.2-I2V-A14B", "together")
OTHER_ANIMATOR = ("Wan-AI/Wan2.1-I2V-14B-480P", "wavespeed")


@contextmanager
def simulator(rushes: str, record: Path):
    """A simulator that writes down what it is asked; its address."""
    command = [rushes, "simulate", "--port", "0", "--pace", "0.01", "--record", str(record)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        base = process.stdout.readline().strip()
        if not base:
            raise RuntimeError("The simulator does not start: try “rushes simulate --port 0”.")
        yield base
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def requests(record: Path) -> list[dict]:
    """What a simulator was asked."""
    return [json.loads(line) for line in record.read_text().splitlines()]


def run_rushes(rushes: str, case: Case, base: str, folder: Path) -> tuple[bytes | None, str]:
    """What Rushes gets for a case, and what went wrong."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "TZ": "UTC",
        "HF_ENDPOINT": base, "RUSHES_ROUTER": base, "HF_TOKEN": "hf_conformance",
    }  # fmt: skip
    command = [rushes, "generate", "--json", "--output", str(folder / "video.mp4"), *options(case), PROMPT]
    try:
        done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=60)
    except subprocess.TimeoutExpired:
        return None, "nothing after a minute"
    if done.returncode:
        return None, done.stderr or done.stdout
    answer = json.loads(done.stdout)
    file = (answer["keyframe"] or {}).get("file") if case.task == "text-to-image" else answer["file"]
    return (Path(file).read_bytes(), "") if file else (None, "there is no file")


def of_keyframe(case: Case, log: list[dict]) -> list[dict]:
    """The requests for the picture alone, without those that animate it."""
    names = (f"/api/models/{case.model}?", f"/{case.provider}/", f"/files/{case.provider}/")
    return [request for request in log if request["target"].startswith(names)]


def options(case: Case) -> list[str]:
    """A case as options of `rushes generate`."""
    if case.task == "text-to-image":
        model, provider = OTHER_ANIMATOR if case.provider == "together" else ANIMATOR
        words = ["--model", model, "--provider", provider, "--keyframe-model", f"{case.model}:{case.provider}"]
    else:
        words = ["--model", case.model, "--provider", case.provider]
    if case.task == "image-to-video":
        words += ["--image", str(PICTURE)]
    for name, value in case.arguments.items():
        if name == "target_size":
            words += ["--width", str(value["width"]), "--height", str(value["height"])]
            continue
        text = ", ".join(value) if isinstance(value, list) else str(value)
        words += ["--" + name.replace("_", "-"), text]
    for name, value in case.extra.items():
        words += ["--param", f"{name}={json.dumps(value)}"]
    return words
