"""The desk's addresses and some that fail, one for each way to fail."""

import sqlite3
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path

from agents.throttle import TooMany
from itdesk.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401
from itdesk.web import Refused


def wrapped_by_something_else():
    try:
        raise OperationalError("database is locked")
    except OperationalError:
        raise KeyError("page")


FAILURES = {
    400: BadRequest("no"),
    403: PermissionDenied(),
    404: Http404(),
    409: Refused("The office is closed."),
    429: TooMany(300),
    500: ZeroDivisionError("a secret of ours"),
    503: OperationalError("database is locked"),
}


@login_not_required
def fail(request, status):
    """A form, which fails when it is sent with `fail`; a GET fails at once."""
    if request.method == "GET" and "form" in request.GET:
        return render(request, "itdesk_tests/form.html")
    if request.method == "POST" and status == 413:
        return HttpResponse(f"read {len(request.POST)} fields")
    if request.GET.get("deep"):
        wrapped_by_something_else()
    raise FAILURES[status]


urlpatterns = [*urlpatterns, path("fail/<int:status>/", fail)]


def complaints():
    """For BACKUP_PROOFS: whatever was restored is wrong."""
    yield "Nobody likes it."


def somebody_comes():
    """For BACKUP_PROOFS: nothing is wrong, but while the restore goes on somebody opens the databases and puts a file down."""
    Path(settings.MEDIA_ROOT, "theirs").write_bytes(b"x")
    for file in settings.DATA_DIR.glob("*.sqlite3"):
        VISITORS.append(sqlite3.connect(file))
        VISITORS[-1].execute("SELECT count(*) FROM django_migrations").fetchone()
    return []


VISITORS: list[sqlite3.Connection] = []
