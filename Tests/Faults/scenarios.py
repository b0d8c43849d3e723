"""The parts of the suite about programs: killed, on a bad line, and several at once."""

import signal
import subprocess
import threading
import time

from killer import AIMS, Killer, can_trace, finish, look
from ledger import judge, name
from plan import Plan, Report, side_by_side
from proxy import gently
from trouble import wildly
from world import PATIENCE, ROADS, Screen, World, kill

# MARK: Kills


def kills(plan: Plan) -> Report:
    """SIGKILL at instants through the whole life of a generation."""
    tracing = can_trace()
    worlds = 4
    aims = list(AIMS)

    def one(number: int) -> Report:
        report = Report()
        # One world has nothing but an endpoint, whose answer is the video itself and cannot be asked for again.
        roads = ("endpoint",) if number == worlds - 1 else tuple(road for road in ROADS if road != "endpoint")
        with World(plan.rushes, plan.folder, plan.seed * 1000 + number, roads=roads) as world:
            killer = Killer(world, plan.takers, tracing)
            for aim in aims[number :: worlds - 1] if number < worlds - 1 else ():
                # The instant can be missed by a hair, on a machine that does something else.
                for _ in range(4):
                    killer.aimed_life(aim)
                    if killer.states[aim]:
                        break
            while killer.kills < plan.kills / worlds:
                killer.life()
            killer.end()
            report.add(world, killer.marks)
        report.verdict, report.kills, report.states = killer.verdict, killer.kills, killer.states
        report.resent, report.ended_gently = killer.resent, killer.ended_gently
        return report

    report = side_by_side([lambda number=number: one(number) for number in range(worlds)], worlds)
    unmet = [f"no kill found a generation {state}" for state in AIMS if not report.states[state]]
    # An instant as wide as one write may be missed every time on a busy machine: the long form must hit it.
    (report.left_out if plan.is_short else report.missed).extend(unmet)
    if not tracing:
        report.left_out.append("kills at calls to the system: strace is not there, or may not trace")
    return report


# MARK: A bad line


def line(plan: Plan) -> Report:
    """Everything that a line can do to what is exchanged, and kills in between."""

    def one(number: int) -> Report:
        report = Report()
        with World(plan.rushes, plan.folder, plan.seed * 1000 + 100 + number, mischief=wildly) as world:
            marks: list[str] = []
            all_roads = ("fal-ai", "replicate", "novita", "together", "endpoint", "keyframe")
            for road in all_roads[: 2 if plan.is_short else 6]:
                new = world.new_marks(3 if plan.is_short else 8)
                marks += new
                process = world.generate(new, road, RUSHES_CONCURRENCY="8")
                try:
                    process.wait(world.chance.uniform(3, 8) if plan.is_short else world.chance.uniform(5, 40))
                except subprocess.TimeoutExpired:
                    report.kills += kill(world, process, new)
                report.verdict.join(look(world, marks))
            world.proxy.mischief = gently
            report.resent = finish(world, marks, report.verdict, plan.takers)
            report.verdict.join(judge(world, world.stage.snapshot(), marks, is_end=True))
            report.add(world, marks)
        return report

    count = 1 if plan.is_short else 4
    report = side_by_side([lambda number=number: one(number) for number in range(count)], 4)
    wanted = () if plan.is_short else ("late", "refused", "cut", "corrupt", "drip", "reorder")
    report.missed += [f"the line has done nothing of the kind “{kind}”" for kind in wanted if not report.troubles[kind]]
    if not report.troubles:
        report.missed.append("the line was never bad")
    return report


# MARK: Many at once


def many(plan: Plan) -> Report:
    """Two to five programs on one library, of which some are killed."""

    def one(number: int) -> Report:
        report = Report()
        with World(plan.rushes, plan.folder, plan.seed * 1000 + 200 + number) as world:
            marks: list[str] = []
            for _ in range(1 if plan.is_short else 5):
                marks += crowd(world, plan, report)
                report.resent += finish(world, marks, report.verdict, plan.takers)
            report.verdict.join(judge(world, world.stage.snapshot(), marks, is_end=True))
            report.add(world, marks)
        return report

    count = 1 if plan.is_short else 3
    report = side_by_side([lambda number=number: one(number) for number in range(count)], 3)
    if not report.verdict.tally["succeeded"] or not (report.kills or plan.is_short):
        report.missed.append("several programs at once have made nothing, or none of them was killed")
    return report


def crowd(world: World, plan: Plan, report: Report) -> list[str]:
    """Some programs at once, a third of which are killed while the others go on."""
    chance = world.chance
    marks: list[str] = []
    programs: list[tuple[subprocess.Popen, list[str]]] = []
    screens: list[Screen] = []
    for place in range(chance.randint(2, 5)):
        kind = "generate" if place == 0 else chance.choice(("generate", "generate", *plan.takers))
        if kind == "generate":
            new = world.new_marks(chance.randint(1, 3))
            marks += new
            road = chance.choice(("fal-ai", "replicate", "together", "endpoint", "keyframe"))
            programs.append((world.generate(new, road), new))
        elif kind == "resume":
            programs.append((world.resume(), []))
        else:
            screens.append(Screen(world))
            programs.append((screens[-1].process, []))
        time.sleep(chance.uniform(0, 0.4))
    # Killed before they have written anything they would show nothing of what several do to each other.
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and not any(mark in world.live() for mark in marks):
        time.sleep(0.02)
    # One that stands still for a while, as on a machine that sleeps, has not given up what it works on.
    sleeper = chance.choice(programs)[0]
    sleeper.send_signal(signal.SIGSTOP)
    threading.Timer(chance.uniform(1, 3), sleeper.send_signal, [signal.SIGCONT]).start()
    for process, own in programs:
        # The sleeper lives: it cannot have read what came while it stood still.
        if chance.random() < 0.4 and process is not sleeper:
            time.sleep(chance.uniform(0, 0.7))
            # What one program leaves another may be at work on, so the moment counts for all.
            report.kills += kill(world, process, marks)
    deadline = time.monotonic() + PATIENCE
    for process, _ in programs:
        if process not in [screen.process for screen in screens]:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                report.verdict.add("untrue histories", f"{name(world)}: a program has not ended: {process.args}")
                kill(world, process, marks)
    for screen in screens:
        screen.quit()
    report.verdict.join(look(world, marks))
    return marks
