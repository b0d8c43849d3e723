"""A program on a pseudo-terminal, with the time of every piece of its output."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

SEQUENCE = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()*+].|\x1b[PX^_].*?\x1b\\|\x1b.",
    re.S,
)


def environment(home, **more):
    """What a program may see: nothing of the user's own."""
    own = {
        "HOME": home,
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "SWIFT_BACKTRACE": "enable=no",
    }
    own.update(more)
    return own


class Terminal:
    """Starts a program at once; it is killed by `close`."""

    def __init__(self, command, env, columns=120, rows=36, folder="/tmp"):
        self.output = bytearray()
        self.started = time.monotonic()
        self.process, self.master = pty.fork()
        if self.process == 0:
            # The size is the program's own from its first moment.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.chdir(folder)
            try:
                os.execvpe(command[0], command, env)
            finally:
                os._exit(127)

    def read(self, seconds):
        """The next piece of output and when it came; nothing after that time, or when the program has ended."""
        ready, _, _ = select.select([self.master], [], [], max(0, seconds))
        if not ready:
            return b"", time.monotonic()
        try:
            piece = os.read(self.master, 65536)
        except OSError:
            piece = b""
        self.output += piece
        return piece, time.monotonic()

    def until_quiet(self, quiet=0.25, patience=30):
        """Reads until nothing has come for a while; the output, and when its last piece came."""
        result, last = bytearray(), self.started
        end = time.monotonic() + patience
        while time.monotonic() < end:
            piece, now = self.read(quiet)
            if not piece:
                if result:
                    break
                if self.has_ended():
                    break
                continue
            result += piece
            last = now
        return bytes(result), last

    def until_text(self, text, patience=30):
        """Reads until the output of this call holds a text between its control sequences; when it did, and
        the output."""
        wanted = text.encode()
        result = bytearray()
        end = time.monotonic() + patience
        while time.monotonic() < end:
            piece, now = self.read(end - time.monotonic())
            if not piece:
                break
            result += piece
            if wanted in SEQUENCE.sub(b"", bytes(result)):
                return now, bytes(result)
        raise TimeoutError(f"waited in vain for {text!r}, got {bytes(result)[-2000:]!r}")

    def send(self, data):
        """Sends keys; when it began to."""
        now = time.monotonic()
        os.write(self.master, data if isinstance(data, bytes) else data.encode())
        return now

    def has_ended(self):
        if self.process is None:
            return True
        ended, _ = os.waitpid(self.process, os.WNOHANG)
        if ended:
            self.process = None
        return bool(ended)

    def close(self):
        if self.process is not None:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
            self.process = None
        os.close(self.master)
