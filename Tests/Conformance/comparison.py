"""The requests of two clients, field by field, and the table of the differences that are meant."""

import json
import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from cases import Case

# What belongs to the connection and not to the request.
TRANSPORT = {"host", "connection", "content-length", "accept-encoding", "transfer-encoding"}
JOB = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|video_r\w+|\b(r\w{25}|[0-9a-f]{32}|9\d{19})\b")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ABSENT = "—"


@dataclass(frozen=True)
class Difference:
    """A field that two clients send differently."""

    request: str
    field: str
    official: str
    rushes: str


@dataclass
class Row:
    """A difference that is meant, as `Tests/README.md` has it."""

    where: list[str]
    requests: list[str]
    field: str
    official: str
    rushes: str
    uses: set[tuple[str, str]] = field(default_factory=set)

    def covers(self, case: Case, difference: Difference) -> bool:
        """Whether this is the row for a difference; it is noted where it was of use."""
        fits = [
            (field_, text)
            for field_, text in [
                (self.field, difference.field),
                (self.official, difference.official),
                (self.rushes, difference.rushes),
            ]
            if not fnmatchcase(text, field_)
        ]
        places = [place for place in self.where if set(place.split()) <= case.words]
        stages = [stage for stage in self.requests if stage in ("every", difference.request)]
        if fits or not places or not stages:
            return False
        self.uses |= {(place, stage) for place in places for stage in stages}
        return True

    @property
    def unused(self) -> list[str]:
        """What the row says of places where nothing differs."""
        return [
            f"{place}, {stage}, {self.field}"
            for place in self.where
            for stage in self.requests
            if (place, stage) not in self.uses
        ]


def table(page: Path) -> list[Row]:
    """The rows of the table of differences."""
    rows = []
    for line in page.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if not line.startswith("|") or len(cells) != 6 or cells[0] in ("Where", "---") or "---" in cells[0]:
            continue
        where, stages, name, official, rushes, _ = cells
        rows.append(Row(where.split(", "), stages.split(", "), *map(pattern, (name, official, rushes))))
    return rows


def pattern(cell: str) -> str:
    """A cell as a pattern, in which `…` stands for anything."""
    text = cell.strip("`").replace("\\|", "|")
    return re.sub(r"([\[*?])", r"[\1]", text).replace("…", "*")


def stage(request: dict) -> str:
    """What a request is for."""
    path = urlsplit(request["target"]).path
    if request["host"] == "media":
        return "download"
    if path.startswith("/api/"):
        return "mapping"
    if request["method"] == "POST":
        return "submit"
    return "result" if path.startswith("/fal-ai/") and not path.endswith("/status") else "poll"


def stages(requests: list[dict]) -> dict[str, dict[str, object]]:
    """The fields of each request, by what it is for. A poll that is the same as the one before counts once."""
    found: dict[str, dict[str, object]] = {}
    for request in requests:
        name, fields = stage(request), flat(request)
        number = 1
        while (key := name if number == 1 else f"{name} {number}") in found and found[key] != fields:
            number += 1
        found[key] = fields
    return found


def flat(request: dict) -> dict[str, object]:
    """A request as fields and their values, without what is another each time."""
    parts = urlsplit(request["target"])
    fields: dict[str, object] = {"method": request["method"]}
    # The address of a file is the provider's word.
    if request["host"] != "media":
        fields["path"] = JOB.sub("{job}", parts.path)
        for name, value in parse_qsl(parts.query, keep_blank_values=True):
            fields[f"query {name}"] = JOB.sub("{job}", value)
    for name, value in request["headers"]:
        if name.lower() not in TRANSPORT:
            fields[f"header {name.lower()}"] = UUID.sub("{uuid}", value)
    if request["body"]:
        flatten(json.loads(request["body"]), "body", fields)
    return fields


def flatten(value: object, name: str, fields: dict[str, object]) -> None:
    """Writes the members of objects as `body a.b`; lists stay whole unless they hold objects."""
    if isinstance(value, dict):
        for key, member in value.items():
            flatten(member, f"{name} {key}" if name == "body" else f"{name}.{key}", fields)
    elif isinstance(value, list) and any(isinstance(member, dict) for member in value):
        for index, member in enumerate(value):
            flatten(member, f"{name}[{index}]", fields)
    else:
        fields[name] = value


def differences(official: list[dict], rushes: list[dict]) -> list[Difference]:
    """Everything that two clients say differently."""
    first, second = stages(official), stages(rushes)
    found = []
    for name in sorted(first.keys() | second.keys()):
        if name not in first or name not in second:
            found.append(Difference(name, "request", *("made" if name in side else ABSENT for side in (first, second))))
            continue
        for key in sorted(first[name].keys() | second[name].keys()):
            pair = [side[name].get(key) for side in (first, second)]
            if pair[0] != pair[1]:
                found.append(Difference(name, key, *(ABSENT if v is None else shown(v) for v in pair)))
    return found


def shown(value: object) -> str:
    """A value as the table writes it."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else text[:100] + "…"
