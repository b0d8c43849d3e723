"""What is true of a world: the simulator's record, the proxy's account, the library and the files, held together."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from library import FINAL, Row, Snapshot
from proxy import MARK, Exchange
from world import PLACES, World

# An answer that was handed over so long before the end has certainly been read, also on a busy machine.
CERTAINLY_READ = 5.0

KINDS = ("double submits", "lost jobs", "corrupt files", "untrue histories", "damaged libraries", "crashes")


@dataclass
class Verdict:
    """The faults that were found, by kind, with a sentence each."""

    faults: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    tally: Counter = field(default_factory=Counter)

    def add(self, kind: str, sentence: str) -> None:
        """Notes a fault, once."""
        if sentence not in self.faults[kind]:
            self.faults[kind].append(sentence)

    def count(self, kind: str) -> int:
        return len(self.faults[kind])

    @property
    def is_clean(self) -> bool:
        return not any(self.faults.values())

    def join(self, other: "Verdict") -> None:
        """Takes over what another has found."""
        for kind, sentences in other.faults.items():
            for sentence in sentences:
                self.add(kind, sentence)
        self.tally.update(other.tally)


def judge(world: World, found: Snapshot, marks: list[str], is_end: bool) -> Verdict:
    """Judges some generations of a world that no program works on at the moment.

    Before the end only that is asked which must be so at every instant.
    """
    verdict = Verdict()
    for problem in found.problems:
        verdict.add("damaged libraries", f"{name(world)}: {problem}")
    for mark in found.twice:
        verdict.add("untrue histories", f"{name(world, mark)} is in the library twice")
    posted = posts(world)
    for mark in marks:
        judge_one(world, verdict, mark, found.rows.get(mark), posted.get(mark, 0), is_end)
    for file in world.videos.rglob("*.mp4") if world.videos.exists() else []:
        if problem := world.originals.problem(file):
            verdict.add("corrupt files", f"{name(world)}: {problem}")
    if is_end:
        judge_leftovers(world, verdict, found)
        for complaint in world.complaints():
            verdict.add("crashes", f"{name(world)}: {complaint}")
    return verdict


def judge_one(world: World, verdict: Verdict, mark: str, row: Row | None, posted: int, is_end: bool) -> None:
    """Judges one generation."""
    exchanges = world.proxy.of(mark)
    accepted = [exchange for exchange in exchanges if exchange.is_accepted]
    refused = [e for e in exchanges if e.stage == "submit" and e.status is not None and not e.is_accepted]
    allowed = 1 + len(world.released.get(mark, []))
    if posted != len(accepted) + len(refused):
        text = f"the record has {posted} submits, the proxy {len(accepted)} + {len(refused)}"
        verdict.add("untrue histories", f"{name(world, mark)}: {text}")
    # A picture and its video are two jobs, at two places.
    places = Counter(exchange.target for exchange in accepted)
    if len(accepted) > allowed - 1 + (row.steps if row else 1) or any(count > allowed for count in places.values()):
        verdict.add("double submits", f"{name(world, mark)} was accepted {len(accepted)} times, by {dict(places)}")
    for place in places:
        if not place.startswith(PLACES[world.sent_by[mark]]):
            verdict.add("untrue histories", f"{name(world, mark)} is for {world.sent_by[mark]}, and went to {place}")
    if row is None:
        if posted:
            verdict.add("lost jobs", f"{name(world, mark)} was sent, and the library knows nothing of it")
        verdict.tally["stopped before it was written down"] += is_end
        return
    # The attempts of a picture are not those of its video.
    sent = [exchange.target for exchange in accepted + refused if exchange.target == last_target(exchanges)]
    if row.attempts < len(sent):
        text = f"says {row.attempts} attempts, {len(sent)} were sent"
        verdict.add("untrue histories", f"{name(world, mark)} {text}")
    if accepted and (why := is_lost(world, mark, row, exchanges, accepted, is_end)):
        verdict.add("lost jobs", f"{name(world, mark)} is {row.status} ({row.code}: {row.message}): {why}")
    judge_history(world, verdict, row, is_end)
    if is_end:
        verdict.tally[row.status] += 1


def is_lost(
    world: World, mark: str, row: Row, exchanges: list[Exchange], accepted: list[Exchange], is_end: bool
) -> str | None:
    """Why a job that was accepted is lost; none when it is not."""
    if row.status == "succeeded":
        return None
    if row.status in FINAL:
        # Who lets something go on whose answer was never seen has been told that the first job may be gone.
        is_given_up = any(moment > accepted[-1].began for moment in world.released.get(mark, []))
        # The answer of a direct endpoint is the video. What the line has made of it cannot be asked for again, and
        # the history says so.
        is_spoilt = row.code == "not_a_video" and accepted[-1].trouble in ("corrupt", "cut")
        is_spoilt = is_spoilt and not any(e.stage in ("poll", "result", "media") for e in exchanges)
        return None if is_given_up or is_spoilt else "the job was accepted"
    if row.keyframe and len({exchange.target for exchange in accepted}) == 1:
        # The picture is there, and its video was not sent yet.
        return None
    asked = [e for e in exchanges if e.stage in ("poll", "result", "media")]
    # After somebody let it go on the first job may be given up, and the new one not known yet.
    if asked and asked[-1].number > accepted[-1].number and row.job is None and row.address is None:
        return "the job was asked for, and the library does not know it"
    kills = [moment for moment in world.kills.get(mark, []) if moment > accepted[-1].began]
    seen = accepted[-1].delivered
    first = min(kills, default=None)
    if row.status == "held" and row.code == "interrupted_submit":
        is_readable = accepted[-1].trouble not in ("corrupt", "cut")
        if seen is not None and is_readable and (first is None or first - seen > CERTAINLY_READ):
            return "the answer to its submit had been delivered whole"
        return None
    return f"it has not ended ({row.hold})" if is_end else None


def judge_history(world: World, verdict: Verdict, row: Row, is_end: bool) -> None:
    """Judges what the library says of one generation."""

    def untrue(text: str) -> None:
        verdict.add("untrue histories", f"{name(world, row.mark)} {text}")

    if row.status == "succeeded":
        if row.ends != 1:
            untrue(f"has succeeded {row.ends} times")
        if not row.file or not Path(row.file).exists():
            verdict.add("corrupt files", f"{name(world, row.mark)} succeeded, and its file {row.file} is not there")
        elif Path(row.file).stat().st_size != row.bytes:
            untrue(f"says {row.bytes} bytes, the file has {Path(row.file).stat().st_size}")
    elif row.file:
        untrue(f"is {row.status} and has a file")
    if (row.finished is not None) != (row.status in FINAL):
        untrue(f"is {row.status}, and its end is {row.finished}")
    if is_end and not row.is_over:
        untrue(f"is {row.status} ({row.wait}), and nothing goes on with it")


def judge_leftovers(world: World, verdict: Verdict, found: Snapshot) -> None:
    """Judges what lies in the folder of the videos when nothing is under way."""
    if not world.videos.exists():
        return
    known = {Path(row.file).name for row in found.rows.values() if row.file}
    for file in world.videos.rglob("*"):
        number = file.name.split("-")[0]
        row = next((r for r in found.rows.values() if number.isdigit() and r.id == int(number)), None)
        if file.suffix == ".mp4" and file.name not in known:
            verdict.add("lost jobs", f"{name(world)}: {file.name} is whole, and the library does not know it")
        if file.suffix == ".part" and (row is None or row.status in FINAL):
            verdict.add("untrue histories", f"{name(world)}: {file.name} was left behind")


def last_target(exchanges: list[Exchange]) -> str:
    """Where a generation was sent last."""
    return next((exchange.target for exchange in reversed(exchanges) if exchange.stage == "submit"), "")


def posts(world: World) -> Counter:
    """How often each generation was submitted, by the simulator's own record."""
    counted: Counter = Counter()
    for request in world.requests():
        if request["method"] == "POST" and "cancel" not in request["target"]:
            if mark := MARK.search(request["body"]):
                counted[mark.group()] += 1
    return counted


def name(world: World, mark: str = "") -> str:
    """How a fault says where it was seen: the seed repeats it."""
    return f"seed {world.seed} {mark}".strip()
