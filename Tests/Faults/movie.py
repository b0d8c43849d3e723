"""What a whole video is: an MP4 whose boxes fill it exactly, with the picture data of one of the simulator's clips."""

import hashlib
import struct
import urllib.request
from pathlib import Path

CLIPS = ("abstract", "aurora", "city", "fire", "forest", "fractal", "galaxy", "sea")


def boxes(content: bytes) -> list[tuple[bytes, int, int]]:
    """The boxes of the top level: kind, first byte of what is in it, end.

    Raises ValueError when they do not fill the file exactly.
    """
    found, place = [], 0
    while place < len(content):
        if place + 8 > len(content):
            raise ValueError(f"{len(content) - place} bytes are left over at the end")
        size, kind = struct.unpack_from(">I4s", content, place)
        head = 8
        if size == 1:
            (size,), head = struct.unpack_from(">Q", content, place + 8), 16
        elif size == 0:
            size = len(content) - place
        if size < head or place + size > len(content):
            raise ValueError(f"the box {kind!r} at {place} says {size} bytes, of {len(content) - place}")
        found.append((kind, place + head, place + size))
        place += size
    return found


def sample_data(content: bytes) -> tuple[bytes, int]:
    """The picture data of a video, and where it begins."""
    found = boxes(content)
    kinds = [kind for kind, _, _ in found]
    for wanted in (b"ftyp", b"moov", b"mdat"):
        if wanted not in kinds:
            raise ValueError(f"there is no {wanted.decode()}")
    start, end = next((start, end) for kind, start, end in found if kind == b"mdat")
    return content[start:end], start


def first_offset(content: bytes) -> int:
    """Where the first table of offsets says that the picture data begins."""
    place = content.find(b"stco")
    if place < 0:
        raise ValueError("there is no table of offsets")
    return struct.unpack_from(">I", content, place + 12)[0]


class Originals:
    """The simulator's clips, against which every file is held."""

    def __init__(self, base: str) -> None:
        self.digests: dict[str, int] = {}
        for clip in CLIPS:
            with urllib.request.urlopen(f"{base}/media/{clip}.mp4", timeout=30) as answer:
                content = answer.read()
            data, start = sample_data(content)
            # How far the first picture is from the beginning of the data.
            self.digests[digest(data)] = first_offset(content) - start

    def problem(self, file: Path) -> str | None:
        """What is wrong with a file; none when it is whole, whatever was written beside its pictures."""
        try:
            content = file.read_bytes()
            data, start = sample_data(content)
            distance = self.digests.get(digest(data))
            if distance is None:
                return f"{file.name}: the picture data is not what was made"
            if first_offset(content) - start != distance:
                return f"{file.name}: its table of offsets does not lead to the pictures"
        except (OSError, ValueError, struct.error) as error:
            return f"{file.name}: {error}"
        return None


def digest(data: bytes) -> str:
    """What stands for picture data."""
    return hashlib.sha256(data).hexdigest()
