"""A proxy on loopback between Rushes and the simulator: it keeps account of every exchange, and makes trouble."""

import random
import re
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from message import Message, corrupted, job_names, read_message, reset

MARK = re.compile(r"kx\d+x\d+")
MEDIA_ADDRESS = re.compile(rb"http://127\.0\.0\.1:(\d{5})/files/")


@dataclass
class Exchange:
    """A request that came to the proxy, and what became of it."""

    number: int
    stage: str
    # Whose it is: the mark in the prompt, or that of the job that is asked about.
    mark: str | None
    began: float
    # What the simulator answered; none when it was never asked.
    status: int | None = None
    # When the last byte of the answer had been handed over; none when it never was.
    delivered: float | None = None
    trouble: str = ""
    # Whether the request was never passed on.
    is_refused: bool = False
    # What was asked for: the path without its query.
    target: str = ""

    @property
    def is_accepted(self) -> bool:
        """Whether the simulator has taken this for a submit that is billed."""
        return self.stage == "submit" and self.status is not None and 200 <= self.status < 300


@dataclass
class Trouble:
    """What is done to one exchange."""

    name: str = ""
    before: float = 0.0  # seconds until the request is passed on
    after: float = 0.0  # seconds until the answer is
    refuse: bool = False  # the request is never passed on
    cut: float | None = None  # the answer ends after this share of its bytes
    reset: bool = False  # and it ends in a reset
    corrupt: bool = False
    pieces: int = 1
    pause: float = 0.0
    stall: float = 0.0  # seconds without a byte, in the middle
    reorder: bool = False  # answered after a later request has been


Mischief = Callable[[str, random.Random], Trouble]


def gently(stage: str, chance: random.Random) -> Trouble:
    """Nothing but time: every stage lasts long enough to be killed in."""
    if stage == "media":
        return Trouble(before=chance.uniform(0, 0.05), pieces=12, pause=chance.uniform(0.005, 0.03))
    return Trouble(before=chance.uniform(0, 0.06), after=chance.uniform(0, 0.06))


@dataclass
class Proxy:
    """Listens in front of one simulator; `base` is its address for Rushes."""

    upstream: int
    seed: int
    mischief: Mischief = gently
    exchanges: list[Exchange] = field(default_factory=list)
    jobs: dict[str, str | None] = field(default_factory=dict)
    answered: int = 0

    def __post_init__(self) -> None:
        self.changed = threading.Condition()
        self.media_upstream = 0
        self.events: list[tuple[str, str, str | None]] = []
        self.chance = random.Random(self.seed)
        self.servers = [self._listen(self._services), self._listen(self._media)]
        self.base = f"http://127.0.0.1:{self.servers[0].getsockname()[1]}"
        self.media_port = self.servers[1].getsockname()[1]

    def close(self) -> None:
        """Listens no longer."""
        for server in self.servers:
            server.close()

    def wait(self, stage: str, event: str, since: int, deadline: float, is_over: Callable[[], bool]) -> bool:
        """Waits for an event of a stage; false when it did not come in time."""
        with self.changed:
            while time.monotonic() < deadline and not is_over():
                if any(seen[:2] == (stage, event) for seen in self.events[since:]):
                    return True
                self.changed.wait(0.005)
        return False

    def of(self, mark: str) -> list[Exchange]:
        """The exchanges about one generation."""
        with self.changed:
            return [exchange for exchange in self.exchanges if exchange.mark == mark]

    # MARK: Connections

    def _listen(self, serve: Callable[[socket.socket], None]) -> socket.socket:
        while True:
            server = socket.create_server(("127.0.0.1", 0), backlog=256)
            # Five digits, so that an address of the simulator's can be replaced without a change of length.
            if server.getsockname()[1] >= 10_000:
                break
            server.close()

        def accept() -> None:
            while True:
                try:
                    client, _ = server.accept()
                except OSError:
                    return
                client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=self._serve, args=(serve, client), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        return server

    @staticmethod
    def _serve(serve: Callable[[socket.socket], None], client: socket.socket) -> None:
        try:
            with client:
                serve(client)
        except (OSError, ValueError):
            pass

    def _services(self, client: socket.socket) -> None:
        self._exchange_all(client, lambda: self.upstream)

    def _media(self, client: socket.socket) -> None:
        self._exchange_all(client, lambda: self.media_upstream)

    def _exchange_all(self, client: socket.socket, port: Callable[[], int]) -> None:
        reader = client.makefile("rb")
        while request := read_message(reader):
            if not self._exchange(client, request, port()):
                return

    def _exchange(self, client: socket.socket, request: Message, port: int) -> bool:
        exchange, trouble = self._note(request, is_media=port == self.media_upstream)
        time.sleep(trouble.before)
        if trouble.refuse:
            reset(client)
            return False
        with socket.create_connection(("127.0.0.1", port)) as upstream:
            upstream.sendall(request.raw)
            answer = read_message(upstream.makefile("rb"), is_answer=True)
        if answer is None:
            self._tell(exchange, "answered")
            return False
        exchange.status = answer.status
        self._learn(exchange, answer)
        self._tell(exchange, "answered")
        if trouble.reorder:
            self._let_another_pass()
        time.sleep(trouble.after)
        is_whole = self._send(client, exchange, answer, trouble)
        self._tell(exchange, "delivered" if is_whole else "cut")
        return is_whole and not answer.closes

    def _note(self, request: Message, is_media: bool) -> tuple[Exchange, Trouble]:
        with self.changed:
            stage, mark = self._classified(request, is_media)
            trouble = self.mischief(stage, self.chance)
            number = len(self.exchanges)
            exchange = Exchange(number, stage, mark, time.monotonic(), trouble=trouble.name, is_refused=trouble.refuse)
            exchange.target = request.first.split(" ")[1].partition("?")[0]
            self.exchanges.append(exchange)
            self.events.append((stage, "request", mark))
            self.changed.notify_all()
        return exchange, trouble

    def _classified(self, request: Message, is_media: bool) -> tuple[str, str | None]:
        method, target = request.first.split(" ")[:2]
        job = next((job for job in self.jobs if job in target), None)
        if job is None and is_media:
            job = target.split("/")[3] if target.count("/") >= 4 else None
        mark = self.jobs.get(job) if job else None
        if is_media:
            return "media", mark
        if target.startswith("/api/"):
            return "mapping", None
        if "cancel" in target:
            return "cancel", mark
        if method == "POST":
            found = MARK.search(request.body.decode("utf-8", "replace"))
            return "submit", found.group() if found else None
        is_result = job is not None and target.partition("?")[0].endswith(job)
        return ("result" if is_result and "/requests/" in target else "poll"), mark

    def _learn(self, exchange: Exchange, answer: Message) -> None:
        """Takes note of a job's name, and leads the addresses of files through here."""
        if "json" not in answer.header("content-type"):
            return
        if exchange.is_accepted:
            with self.changed:
                for name in job_names(answer.body):
                    self.jobs[name] = exchange.mark
        for found in MEDIA_ADDRESS.finditer(answer.raw):
            port = int(found.group(1))
            if port != self.upstream:
                self.media_upstream = port
                answer.raw = answer.raw.replace(b":%d/files/" % port, b":%d/files/" % self.media_port)

    def _let_another_pass(self) -> None:
        with self.changed:
            before = self.answered
            self.changed.wait_for(lambda: self.answered > before, timeout=1.0)

    def _send(self, client: socket.socket, exchange: Exchange, answer: Message, trouble: Trouble) -> bool:
        raw = corrupted(answer, self.chance) if trouble.corrupt else answer.raw
        end = len(raw) if trouble.cut is None else min(len(raw) - 1, int(len(raw) * trouble.cut))
        size = max(1, -(-len(raw) // trouble.pieces))
        for start in range(0, end, size):
            client.sendall(raw[start : min(start + size, end)])
            if start == 0:
                self._tell(exchange, "first")
            elif start <= len(raw) // 2 < start + size:
                self._tell(exchange, "half")
                time.sleep(trouble.stall)
            time.sleep(trouble.pause)
        if trouble.cut is not None:
            reset(client) if trouble.reset else client.shutdown(socket.SHUT_RDWR)
            return False
        exchange.delivered = time.monotonic()
        return True

    def _tell(self, exchange: Exchange, event: str) -> None:
        with self.changed:
            self.answered += event == "delivered"
            self.events.append((exchange.stage, event, exchange.mark))
            self.changed.notify_all()
