"""The library of a million generations, and the same prompts as lines."""

import os
import shutil
import sqlite3
import subprocess
import sys

COUNT = 1_000_000
HERE = os.path.dirname(os.path.abspath(__file__))


def make(folder, count=COUNT):
    """Makes (once) the library `folder/library.sqlite` and `folder/prompts.txt`, newest first as the screen lists
    them."""
    done = os.path.join(folder, f"made-{count}")
    if os.path.exists(done):
        return
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    path = os.path.join(folder, "library.sqlite")
    subprocess.run(
        [sys.executable, os.path.join(HERE, "make_million.py"), os.path.dirname(HERE), path, str(count)],
        stdout=sys.stderr,
        check=True,
    )
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT prompt FROM generations WHERE deleted_at IS NULL ORDER BY id DESC")
    with open(os.path.join(folder, "prompts.txt"), "w") as file:
        file.writelines(prompt + "\n" for (prompt,) in rows)
    connection.close()
    open(done, "w").close()
