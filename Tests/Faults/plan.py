"""What is asked of one run of the suite, and what its parts give back."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from ledger import Verdict
from world import World


@dataclass
class Plan:
    """What is asked of one run of the suite."""

    rushes: str
    folder: Path
    seed: int
    is_short: bool
    kills: int
    takers: list[str]


@dataclass
class Report:
    """What a part has done and found."""

    verdict: Verdict = field(default_factory=Verdict)
    kills: int = 0
    ended_gently: int = 0
    restarts: int = 0
    generations: int = 0
    resent: int = 0
    states: Counter = field(default_factory=Counter)
    troubles: Counter = field(default_factory=Counter)
    left_out: list[str] = field(default_factory=list)
    # Why the part has shown less than it should.
    missed: list[str] = field(default_factory=list)

    def add(self, world: World, marks: list[str]) -> None:
        """Counts what a world has seen."""
        self.restarts += world.starts
        self.generations += len(marks)
        self.troubles.update(e.trouble for e in world.proxy.exchanges if e.trouble)

    def join(self, other: "Report") -> None:
        """Takes over what another part has found."""
        self.verdict.join(other.verdict)
        self.kills += other.kills
        self.ended_gently += other.ended_gently
        self.restarts += other.restarts
        self.generations += other.generations
        self.resent += other.resent
        self.states.update(other.states)
        self.troubles.update(other.troubles)
        self.left_out += [reason for reason in other.left_out if reason not in self.left_out]
        self.missed += other.missed


def side_by_side(parts: list, workers: int) -> Report:
    """Runs parts at once."""
    report = Report()
    with ThreadPoolExecutor(workers) as pool:
        for part in [pool.submit(part) for part in parts]:
            report.join(part.result())
    return report
