"""What a long day does to the screen: keys while a thousand runs are at work, and a day of the demo in some minutes."""

import os
import resource
import shutil
import statistics

from load import COUNT, Server, clip
from measures import WORDS, Figure, quantile
from terminal import Terminal

# A demo run takes ten seconds or so at its everyday pace: one after the other, so many make a day.
DAY = 8_600
AT_ONCE = 100


def send_many(terminal, what):
    """Sends a hundred runs of a prompt, and says yes to the question."""
    terminal.send(f"{what} {{1..{AT_ONCE}}}\r")
    # Of a list like the one before only what differs is drawn, so there is no word to wait for.
    terminal.until_quiet(0.2)
    terminal.send("y")
    terminal.until_text("on their way")


def keys_under_load(bench):
    """Types into the same screen before and while a thousand runs are at work."""
    folder = os.path.join(bench.work, "under-load")
    shutil.rmtree(folder, ignore_errors=True)
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with Server(clip(bench), 30) as server:
        env = bench.env(RUSHES_LIBRARY=folder, RUSHES_ENDPOINT=server.address, RUSHES_CONCURRENCY=str(COUNT))
        terminal = Terminal([bench.program], env, 120, 36, folder=bench.home)
        terminal.until_quiet(1)
        before, _ = bench.typed(terminal, WORDS[:60])
        terminal.send("\x15")
        for number in range(COUNT // AT_ONCE):
            send_many(terminal, f"a paper fox {number}")
        during, _ = bench.typed(terminal, WORDS[:90])
        most = server.known()["most"]
        terminal.close()
    shutil.rmtree(folder, ignore_errors=True)
    ours, rest = quantile(during, 0.99), quantile(before, 0.99)
    note = f"{most} runs at work"
    return [Figure("key to changed cell, 1,000 runs at work", during, before, "at rest", "unchanged", met=ours <= 1.5 * rest, note=note)]


def day(bench):
    """As many runs of the demo as a day has room for; memory after a fifth of them and at the end."""
    runs = DAY // 10 if bench.quick else DAY
    folder = os.path.join(bench.work, "day")
    shutil.rmtree(folder, ignore_errors=True)
    env = bench.env(RUSHES_LIBRARY=folder, RUSHES_CONCURRENCY="16")
    terminal = Terminal([bench.program, "--demo"], env, 120, 36, folder=bench.home)
    terminal.until_quiet(1)
    sizes = []
    for number in range(runs // AT_ONCE):
        send_many(terminal, f"a fox #quick {number}")
        terminal.until_text("Nothing runs.", 300)
        sizes.append(bench.pss(terminal.process))
    terminal.close()
    shutil.rmtree(folder, ignore_errors=True)
    early = sizes[len(sizes) // 5]
    note = f"{runs:,} runs; {statistics.median(sizes):.1f} in the middle"
    return [Figure("memory after a day of the demo", [sizes[-1]], [early], "after a fifth", "flat", "MiB",
                   sizes[-1] <= early * 1.1 + 2, note)]
