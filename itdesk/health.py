"""For whoever watches the desk: is the process up, and can it do its work."""

import shutil
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from itdesk import worker
from itdesk.backup import drill

PROBE = "readyz"  # the key of the row that is written to find out whether rows can be; no visitor's key is that short
LEAST_FREE = 100_000_000  # bytes of disk, below which the desk should not be given more work


@login_not_required
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """/healthz/: this process answers. No database."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """/readyz/: `ready` (200) or `not ready` (503); the details only for superusers and bearers of ITDESK_READY_TOKEN."""
    facts = examine()
    word, status = ("ready", 200) if is_ready(facts) else ("not ready", 503)
    if _may_see_details(request):
        return JsonResponse({"status": word, **facts}, status=status)
    return HttpResponse(word + "\n", status=status, content_type="text/plain")


def examine() -> dict[str, Any]:
    """What the desk needs: a database that takes writes, all migrations, room on the disk (bytes).

    Beside that, for how many seconds the oldest message that is due has waited to be sent, how many failed in the last
    day, since when the mail server fails, whether the database refuses to rewrite the log, how many seconds ago a worker
    was last heard of, and when a backup was last proved to restore: no reasons to be taken out of service.
    And of the mail that comes in: see mail.proving. A fact that could not be found out is None or missing.
    """
    facts: dict[str, Any] = {
        "database": "ok",
        "unapplied_migrations": None,
        "free_bytes": shutil.disk_usage(settings.DATA_DIR).free,
        "oldest_owed_seconds": None,
        "failed_in_a_day": None,
        "mail_fails_since": None,
        "log_is_sealed": None,
        "worker_seconds_ago": None,
        "last_verified_backup": drill.last(),
    }
    try:
        _probe_writing()
        facts["unapplied_migrations"] = unapplied_migrations()
        facts |= _mail()
        facts["worker_seconds_ago"] = worker.seconds_ago()
        facts |= import_string("mail.proving.facts")()
        facts["log_is_sealed"] = import_string("activity.seal.is_in_place")()
    except Error as failure:
        facts["database"] = type(failure).__name__
    return facts


def is_ready(facts: dict[str, Any]) -> bool:
    return facts["database"] == "ok" and not facts["unapplied_migrations"] and facts["free_bytes"] >= LEAST_FREE


def unapplied_migrations() -> list[str]:
    """The names (app.migration) that the code has and the database lacks."""
    applied = MigrationRecorder(connection).applied_migrations()
    return [f"{app}.{name}" for app, name in _migrations() if (app, name) not in applied]


@cache
def _migrations() -> list[tuple[str, str]]:
    return sorted(MigrationLoader(None).graph.nodes)


def _probe_writing() -> None:
    """Writes its one row anew, and commits: what is rolled back asks nothing of the disk. Raises django.db.Error."""
    sessions = apps.get_model("sessions", "Session")
    row = sessions(session_key=PROBE, session_data=uuid4().hex, expire_date=timezone.now())
    with transaction.atomic():
        sessions._base_manager.bulk_create(
            [row], update_conflicts=True, unique_fields=["session_key"], update_fields=["session_data", "expire_date"]
        )


def _mail() -> dict[str, Any]:
    deliveries = apps.get_model("activity", "Delivery")._base_manager
    outlets = apps.get_model("activity", "Outlet")._base_manager
    now = timezone.now()
    due = deliveries.filter(state="owed", next_try_at__lte=now).order_by(
        "next_try_at"
    )  # along the index of what is due
    since = due.values_list("owed_at", flat=True).first()
    failed = deliveries.filter(state="failed", tried_at__gt=now - timedelta(days=1)).count()
    fails_since = outlets.filter(channel="mail").values_list("failing_since", flat=True).first()
    return {
        "oldest_owed_seconds": None if since is None else int((now - since).total_seconds()),
        "failed_in_a_day": failed,
        "mail_fails_since": fails_since.isoformat() if fails_since else None,
    }


def _may_see_details(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "")
    if settings.READY_TOKEN and constant_time_compare(given, f"Bearer {settings.READY_TOKEN}"):
        return True
    try:
        return request.user.is_active and request.user.is_superuser
    except Error:  # the database is what is wrong: nobody can be told apart
        return False
