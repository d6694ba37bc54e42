"""How a value looks in an archive: the same, whichever database it comes from and goes to.

Moments as SQLite keeps them (UTC, `2026-11-22 12:00:00.123456`), bytes and UUIDs as hexadecimal digits, JSON as itself.
"""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

Convert = Callable[[Any], Any]

_INTEGERS = (
    "Auto BigAuto SmallAuto BigInteger Integer SmallInteger PositiveBigInteger PositiveInteger PositiveSmallInteger"
)
KINDS = {
    **{f"{name}Field": "integer" for name in _INTEGERS.split()},
    **dict.fromkeys(["CharField", "TextField", "SlugField", "FileField", "FilePathField"], "text"),
    "BooleanField": "boolean",
    "BinaryField": "bytes",
    "DateField": "date",
    "DateTimeField": "moment",
    "FloatField": "number",
    "GenericIPAddressField": "address",
    "JSONField": "json",
    "UUIDField": "uuid",
}  # Django's internal type: ours


def _moment(text: str) -> str:
    if len(text) == 19 or (len(text) == 26 and text[19] == "."):
        return text
    moment = datetime.fromisoformat(text)
    return str(moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment)


def _bytes(data: Any) -> str:
    return bytes(data).hex()


# What a driver gives, as the archive has it; and back. What is not named stays as it is.
FROM: dict[str, dict[str, Convert]] = {
    "sqlite": {"boolean": bool, "bytes": _bytes, "json": json.loads, "moment": _moment},
    "postgresql": {
        "address": str,
        "bytes": _bytes,
        "date": str,
        "moment": lambda moment: str(moment.astimezone(UTC).replace(tzinfo=None)),
        "uuid": lambda uuid: uuid.hex,
    },
}
INTO: dict[str, dict[str, Convert]] = {
    "sqlite": {"bytes": bytes.fromhex, "json": json.dumps},
    "postgresql": {"bytes": lambda digits: "\\x" + digits, "json": json.dumps, "moment": lambda text: text + "+00"},
}

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def convert(rows: Iterable[Any], kinds: list[str], rules: dict[str, Convert]) -> list[list[Any]]:
    """The rows as lists, each value by the rule for its kind; None stays None."""
    ruled = [(place, rules[kind]) for place, kind in enumerate(kinds) if kind in rules]
    converted = [list(row) for row in rows]
    for row in converted:
        for place, rule in ruled:
            if row[place] is not None:
                row[place] = rule(row[place])
    return converted


def lines_of(rows: list[list[Any]]) -> bytes:
    """One line of JSON for each row."""
    return "".join([_encode(row) + "\n" for row in rows]).encode()


def rows_of(lines: bytes) -> list[list[Any]]:
    """What lines_of was given. Raises ValueError."""
    rows: list[list[Any]] = json.loads(b"[" + lines.strip().replace(b"\n", b",") + b"]")  # a raw \n is none of JSON's
    return rows
