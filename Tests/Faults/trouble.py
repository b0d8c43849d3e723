"""What a bad line does to exchanges."""

import random

from proxy import Trouble, gently

# How much of what is exchanged meets with trouble.
SHARE = 0.35


def wildly(stage: str, chance: random.Random) -> Trouble:
    """Delays, cuts, damages, drips and reorders; what a submit meets with may cost a word of the user's."""
    if chance.random() > (SHARE if stage != "submit" else 0.2):
        return gently(stage, chance)
    kinds = [late, refused, cut, damaged, dripped, passed]
    if stage == "media":
        kinds = [late, refused, cut, cut, cut, damaged, dripped]
    return chance.choice(kinds)(chance)


def late(chance: random.Random) -> Trouble:
    """Comes and goes slowly."""
    return Trouble("late", before=chance.uniform(0, 1.5), after=chance.uniform(0, 1.5))


def refused(chance: random.Random) -> Trouble:
    """The connection ends before anything has arrived."""
    return Trouble("refused", refuse=True)


def cut(chance: random.Random) -> Trouble:
    """The answer ends too early."""
    return Trouble(
        "cut", cut=chance.choice((0.0, chance.random(), 0.999)), reset=chance.random() < 0.5, pieces=8, pause=0.01
    )


def damaged(chance: random.Random) -> Trouble:
    """The beginning of the answer's body is something else."""
    return Trouble("corrupt", corrupt=True)


def dripped(chance: random.Random) -> Trouble:
    """The answer comes in many pieces, with a rest in the middle."""
    return Trouble("drip", pieces=60, pause=chance.uniform(0.005, 0.03), stall=chance.uniform(0, 1.5))


def passed(chance: random.Random) -> Trouble:
    """A later request is answered first."""
    return Trouble("reorder", reorder=True)
