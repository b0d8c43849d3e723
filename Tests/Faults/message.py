"""Messages of HTTP/1.1 as they were sent, and what can be read in them."""

import json
import random
import socket
import struct
from dataclasses import dataclass

REPEATED_IDS = ("request_id", "task_id", "id")


@dataclass
class Message:
    """A request or an answer, as it was sent."""

    raw: bytes
    first: str
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        """A header's value; empty when it is not there."""
        return next((value for key, value in self.headers if key == name), "")

    @property
    def status(self) -> int:
        return int(self.first.split(" ")[1])

    @property
    def closes(self) -> bool:
        return self.header("connection").lower() == "close"


def read_message(reader, is_answer: bool = False) -> Message | None:
    """The next message of a connection; none at its end. A body that ends too early is given as far as it came."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = reader.readline()
        if not line:
            return None
        head += line
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines) if name]
    message = Message(head, first, headers, b"")
    if message.header("transfer-encoding").lower() == "chunked":
        message.body, framed = read_chunks(reader)
        message.raw += framed
    elif length := message.header("content-length"):
        message.body = read_exactly(reader, int(length))
        message.raw += message.body
    elif is_answer and message.status not in (204, 304):
        message.body = reader.read()
        message.raw += message.body
        message.headers.append(("connection", "close"))
    return message


def read_exactly(reader, count: int) -> bytes:
    """So many bytes, or those that came."""
    try:
        return reader.read(count) or b""
    except OSError:
        return b""


def read_chunks(reader) -> tuple[bytes, bytes]:
    """A chunked body: its bytes, and those that were sent."""
    body, framed = b"", b""
    while line := reader.readline():
        framed += line
        try:
            size = int(line.split(b";")[0], 16)
        except ValueError:
            return body, framed
        piece = read_exactly(reader, size + 2)
        framed += piece
        body += piece[:size]
        if size == 0:
            return body, framed
    return body, framed


def job_names(body: bytes) -> list[str]:
    """The names of jobs in an answer."""
    try:
        answer = json.loads(body)
    except ValueError:
        return []
    places = [answer, answer.get("data")] if isinstance(answer, dict) else []
    found = [place.get(key) for place in places if isinstance(place, dict) for key in REPEATED_IDS]
    return [name for name in found if isinstance(name, str) and len(name) > 7]


def corrupted(answer: Message, chance: random.Random) -> bytes:
    """An answer that was damaged on its way, where a reader can see it: TCP has a sum against the rest."""
    if answer.raw.startswith(b"HTTP/1.1 206"):
        # The middle of a video: nobody could see it.
        return answer.raw
    start = answer.raw.find(b"\r\n\r\n") + 4
    damaged = bytearray(answer.raw)
    end = min(len(damaged), start + 12)
    for place in range(start, end):
        damaged[place] = chance.choice(b"\x00\xff{<\x1b")
    return bytes(damaged)


def reset(client: socket.socket) -> None:
    """Ends a connection as a machine does that has forgotten it."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()
