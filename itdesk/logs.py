"""The log, on stderr: one line for each thing that happened. JSON, or at a terminal what a person wants to see there.

Each request has an id, which its lines carry, its answer (X-Request-ID) and the page that says something broke. Of a
request only facts are written: never its body, its query, its headers or a part of its address that may be a secret.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the settings and the web server read this module before there is a Django
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

LONGEST = 2_000  # characters of a message
LONGEST_TRACE = 16_000  # characters of a traceback, from its end
MAY_BE_SECRET = re.compile(r"[\w-]{20,}")  # the token of a link, the key of a password reset
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

requests = logging.getLogger("itdesk.requests")
_request_id: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """The id of the request that is being answered, 12 characters; "" outside of one. Never taken from the visitor."""
    return _request_id.get()


def log_requests(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, the outermost: gives the request its id, and writes one line when it has been answered."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        token, began = _request_id.set(secrets.token_hex(6)), time.perf_counter()
        try:
            response = get_response(request)
            response.headers["X-Request-ID"] = request_id()
            seconds = time.perf_counter() - began
            requests.info("request", extra={"facts": _facts(request, response, seconds)})
            return response
        finally:
            _request_id.reset(token)

    return middleware


class JSONLines(logging.Formatter):
    """One JSON object a line, all ASCII: nothing that a stranger sends can begin a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _message(record),
            "request": request_id() or None,
            **getattr(record, "facts", {}),
            "trace": self._trace(record)[-LONGEST_TRACE:] or None,
        }
        return json.dumps({name: value for name, value in line.items() if value is not None})

    def _trace(self, record: logging.LogRecord) -> str:
        """The traceback; "" for a request that was only refused (Django attaches one to every 400)."""
        if not record.exc_info or getattr(record, "status_code", 500) < 500:
            return ""
        return self.formatException(record.exc_info)


class ShortLines(JSONLines):
    """For a person at a terminal, which must not obey what a stranger sent: control characters are written out."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created).strftime("%H:%M:%S")
        about = f" (request {request_id()})" if request_id() else ""
        line = f"{at} {record.levelname.lower()}: {printable(_message(record))}{about}"
        return "\n".join([line, *map(printable, self._trace(record).splitlines())])


def printable(text: str) -> str:
    r"""The text with every control, line-breaking and direction-changing character written out, as \x1b."""
    return UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def configuration() -> dict[str, Any]:
    """For logging.config: JSON with a line for every request; at a terminal only warnings and errors, in short."""
    terminal = sys.stderr.isatty()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": ShortLines if terminal else JSONLines}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING" if terminal else "INFO"},
        "loggers": {"django.request": {"level": "ERROR"}},  # a 404 has its line already
    }


def _message(record: logging.LogRecord) -> str:
    try:
        text = record.getMessage()
    except Exception:  # a faulty call of the logger loses its values, not the line
        text = str(record.msg)
    return (_without_secrets(text) if hasattr(record, "request") else text)[:LONGEST]


def _facts(request: HttpRequest, response: HttpResponseBase, seconds: float) -> dict[str, Any]:
    user = vars(request).get("_cached_user")  # only if somebody asked: request.user would ask the database
    length = response.headers.get("Content-Length") or (None if response.streaming else len(response.content))  # type: ignore[attr-defined]
    return {
        "user": user.pk if user is not None else None,
        "method": request.method,
        "path": _without_secrets(request.path)[:LONGEST],
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "bytes": int(length) if length is not None else None,
    }


def _without_secrets(text: str) -> str:
    return MAY_BE_SECRET.sub("…", text)
