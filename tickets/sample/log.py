"""Events as the door writes them (activity/record.py), made as rows: a million tickets have four million."""

from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from json.encoder import encode_basestring as quoted  # type: ignore[attr-defined]

COLUMNS = (
    "kind_name", "subject_type_id", "subject_id", "version", "actor_id", "actor_name", "changes", "details", "at",
    "recorded_at", "batch", "salt", "content_digest", "digest",
)  # fmt: skip


class Log:
    """The events of one thing, one after the other. `rows` are in the order of COLUMNS."""

    def __init__(self, content_type, key, recorded, rolls):
        self.rows, self.version, self.digest = [], 0, b""
        self.content_type, self.key, self.recorded, self.rolls = content_type, key, recorded, rolls

    def add(self, kind, actor, moment, changes, *, details="{}", batch=None):
        """actor: (key or None, name); moment: a Moment; changes: {field: (was, now)} as JSON texts; details: JSON without
        spaces, sorted; batch: a UUID as text."""
        self.version += 1
        key, name = actor
        said = [f'"{field}":{{"now":{now},"was":{was}}}' for field, (was, now) in sorted(changes.items())]
        told = f"{{{','.join(said)}}}"
        salt = self.rolls.randbytes(16)
        content = sha256(salt + f"[{quoted(name)},{told},{details}]".encode()).digest()
        act = f'"{batch}"' if batch else "null"
        facts = (
            f'["{kind}", {self.content_type}, {self.key}, {self.version}, {"null" if key is None else key}, '
            f'"{moment.iso}", "{self.recorded.iso}", {act}]'
        )
        self.digest = sha256(self.digest + content + facts.encode()).digest()
        self.rows.append((
            kind, self.content_type, self.key, self.version, key, name, told, details, moment.sql, self.recorded.sql,
            batch and batch.replace("-", ""), salt, content, self.digest,
        ))  # fmt: skip


class Moment:
    """One second (since 1970, UTC) in the three ways that it is written: iso (digests), sql (columns), json (changes)."""

    __slots__ = ("iso", "json", "seconds", "sql")

    def __init__(self, seconds):
        self.seconds = seconds
        day, second = divmod(seconds, 86_400)
        date, time = _date(day), f"{_CLOCK[second // 60]}:{_TWO_DIGITS[second % 60]}"
        self.iso, self.sql, self.json = f"{date}T{time}+00:00", f"{date} {time}", f'"{date}T{time}Z"'


_TWO_DIGITS = [f"{number:02}" for number in range(60)]
_CLOCK = [f"{hour}:{minute}" for hour in _TWO_DIGITS[:24] for minute in _TWO_DIGITS]


@cache
def _date(day):
    return datetime.fromtimestamp(day * 86_400, UTC).date().isoformat()
