"""Events as the door writes them (activity/record.py), made as rows: a million tickets have four million."""

from datetime import UTC, datetime
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

    def add(self, kind, actor, moment, changes):
        """actor: (key or None, name); moment: a Moment; changes: {field: (was, now)} as JSON texts."""
        self.version += 1
        key, name = actor
        told = (
            "{"
            + ",".join([f'"{field}":{{"now":{now},"was":{was}}}' for field, (was, now) in sorted(changes.items())])
            + "}"
        )
        salt = self.rolls.randbytes(16)
        content = sha256(salt + f"[{quoted(name)},{told},{{}}]".encode()).digest()
        facts = (
            f'["{kind}", {self.content_type}, {self.key}, {self.version}, {"null" if key is None else key}, '
            f'"{moment.iso}", "{self.recorded.iso}", null]'
        )
        self.digest = sha256(self.digest + content + facts.encode()).digest()
        self.rows.append((
            kind, self.content_type, self.key, self.version, key, name, told, "{}", moment.sql, self.recorded.sql,
            None, salt, content, self.digest,
        ))  # fmt: skip


class Moment:
    """One second (since 1970, UTC) in the three ways that it is written: iso (digests), sql (columns), json (changes)."""

    __slots__ = ("iso", "json", "seconds", "sql")

    def __init__(self, seconds):
        self.seconds = seconds
        self.iso = datetime.fromtimestamp(seconds, UTC).isoformat()
        self.sql = f"{self.iso[:10]} {self.iso[11:19]}"
        self.json = f'"{self.iso[:19]}Z"'
