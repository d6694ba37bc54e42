"""What a calendar invitation is about."""

import re

from mail.reading.text import tidy_line

_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(
    r"(SUMMARY|DTSTART|ORGANIZER|LOCATION)((?:;[^:\n\"]*(?:\"[^\"\n]*\"[^:\n\"]*)*)?):([^\n]*)", re.IGNORECASE
)
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d*(Z?))?")
_PARAMETER = re.compile(r';(CN|TZID)=("[^"]*"|[^;:]*)', re.IGNORECASE)
MOST_CHARACTERS = 200_000


def title(text: str) -> str:
    """Its first event on one line: title, start, place and organiser as far as it says them. "" where there is no event."""
    text = _FOLD.sub("", text[:MOST_CHARACTERS])
    start = text.upper().find("BEGIN:VEVENT")
    if start < 0:
        return ""
    said: dict[str, str] = {}
    for line in text[start:].split("\n"):
        if line.upper().startswith("END:VEVENT"):
            break
        if match := _LINE.match(line):
            said.setdefault(match[1].upper(), _value(match[1].upper(), match[2], match[3]))
    parts = [said.get(name, "") for name in ("SUMMARY", "DTSTART", "LOCATION", "ORGANIZER")]
    return tidy_line(" · ".join(part for part in parts if part), 300)


def _value(name, parameters, value):
    more = {match[1].upper(): match[2].strip('"') for match in _PARAMETER.finditer(parameters)}
    if name == "DTSTART":
        return _start(value, more.get("TZID", ""))
    if name == "ORGANIZER":
        return more.get("CN") or re.sub("^mailto:", "", value.strip(), flags=re.IGNORECASE)
    return re.sub(r"\\([,;\\])", r"\1", re.sub(r"\\[nN]", " ", value)).strip()


def _start(value, zone):
    match = _TIME.match(value.strip())
    if not match:
        return ""
    day = f"{match[1]}-{match[2]}-{match[3]}"
    if not match[4]:
        return day
    return f"{day} {match[4]}:{match[5]} {'UTC' if match[6] else zone}".strip()
