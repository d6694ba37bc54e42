"""Unsafe or impossible configurations, named with a hint before they do harm."""

import ipaddress
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured

from itdesk.limits import limits_of

CSP_SETTINGS = ["CONTENT_SECURITY_POLICY", "CONTENT_SECURITY_POLICY_REPORT_ONLY"]
OUTERMOST = ["itdesk.logs.log_requests", "csp.middleware.CSPMiddleware", "itdesk.middleware.desk_headers"]
LIMITS = ["DATA_UPLOAD_MAX_MEMORY_SIZE", "DATA_UPLOAD_MAX_NUMBER_FIELDS", "DATA_UPLOAD_MAX_NUMBER_FILES"]
NOWHERE = [f"django.core.mail.backends.{name}.EmailBackend" for name in ("console", "dummy", "filebased")]
SQLITE_NEEDS = [
    ("transaction_mode", "IMMEDIATE", "writers that begin by reading fail at once with 'database is locked'"),
    ("init_command", "journal_mode=WAL", "readers and the writer shut each other out"),
    ("init_command", "synchronous=FULL", "acknowledged tickets are lost when the power goes"),
]


@register(Tags.security)
def hosts_are_named(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    if "*" in settings.ALLOWED_HOSTS:
        yield Error(
            "ALLOWED_HOSTS accepts every host name.",
            hint="Links in mails could be made to lead elsewhere. Name the hosts in ITDESK_ALLOWED_HOSTS.",
            id="itdesk.E001",
        )


@register(Tags.urls)
def site_url_is_a_url(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    if not _is_site_url(settings.SITE_URL):
        yield Error(
            f"ITDESK_SITE_URL is {settings.SITE_URL!r}, which is not the address of a site.",
            hint="Scheme and host, without a path: https://desk.example.org",
            id="itdesk.E002",
        )


@register(Tags.security, deploy=True)
def site_is_encrypted(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    site = urlsplit(settings.SITE_URL)
    if site.scheme == "http" and not _is_loopback(site.hostname or ""):
        yield Error(
            f"{settings.SITE_URL} is not encrypted: passwords and tickets can be read on the way.",
            hint="Put a reverse proxy with a certificate before the desk and set ITDESK_SITE_URL to its https address.",
            id="itdesk.E003",
        )


@register(Tags.security)
def demo_stays_at_home(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    if settings.DEMO and urlsplit(settings.SITE_URL).scheme == "https":
        yield Error(
            "The demo is on, and its password is in the README.",
            hint="Set ITDESK_DEMO=0, and begin with an empty data folder if the demo data is in it already.",
            id="itdesk.E004",
        )


@register(Tags.security)
def submissions_are_limited(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    try:
        limits = limits_of(settings.SUBMIT_LIMITS)
    except ImproperlyConfigured:
        yield Error(
            f"ITDESK_SUBMIT_LIMITS is {settings.SUBMIT_LIMITS!r}.",
            hint="Two limits, per e-mail address and per network, by s, m, h or d: 20/h,600/h",
            id="itdesk.E005",
        )
        return
    if limits is None:
        yield Warning(
            "Anybody may submit any number of tickets.",
            hint="ITDESK_SUBMIT_LIMITS=off is for a load test. Unset it, or write 20/h,600/h (per address, per network).",
            id="itdesk.W001",
        )


@register(Tags.security, deploy=True)
def mail_goes_somewhere(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    if settings.EMAIL_BACKEND in NOWHERE:
        yield Warning(
            "Mail goes nowhere: it is written to the worker's output, private links and all, and counts as sent.",
            hint="Name your mail server in EMAIL_URL: submission://user:password@mail.example.org",
            id="itdesk.W002",
        )


@register(Tags.security)
def pages_run_nothing_inline(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    for name in CSP_SETTINGS:
        for directive, sources in (getattr(settings, name, {}).get("DIRECTIVES") or {}).items():
            if unsafe := [source for source in _listed(sources) if source.strip("'").startswith("unsafe-")]:
                yield Error(
                    f"{name} allows {', '.join(unsafe)} in {directive}.",
                    hint="Move the script or style into a file under static/.",
                    id="itdesk.E006",
                )


@register(Tags.security)
def every_answer_is_logged_and_carries_the_policy(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    if list(settings.MIDDLEWARE[: len(OUTERMOST)]) != OUTERMOST:
        yield Error(
            "A refusal by an outer middleware would be logged nowhere, or sent without the content security policy.",
            hint=f"MIDDLEWARE begins with {', '.join(OUTERMOST)}.",
            id="itdesk.E021",
        )
    if not settings.CONTENT_SECURITY_POLICY.get("DIRECTIVES", {}).get("default-src"):
        yield Error(
            "There is no content security policy, or one that allows whatever it does not name.",
            hint="Name default-src in CONTENT_SECURITY_POLICY: see itdesk/settings.py.",
            id="itdesk.E022",
        )


@register(Tags.security)
def bodies_are_limited(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    for name in LIMITS:
        if getattr(settings, name) is None:
            yield Error(
                f"{name} is off: one request can fill the memory.", hint="Leave Django's own.", id="itdesk.E023"
            )


@register(Tags.security)
def faults_are_not_shown(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    if settings.DEBUG:
        yield Error(
            "DEBUG is on: whoever causes a fault is shown the settings and the code.",
            hint="The log has each fault with its traceback, under the number that the page names.",
            id="itdesk.E024",
        )


@register(Tags.security)  # those tagged "database" run only when a database is named
def sqlite_keeps_its_promises(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return
    options = database.get("OPTIONS", {})
    for option, needed, otherwise in SQLITE_NEEDS:
        if needed.lower() not in str(options.get(option, "")).lower().replace(" ", ""):
            problem = f"SQLite is not set to {needed}: {otherwise}."
            yield Error(problem, hint="See itdesk/settings.py.", id="itdesk.E007")


def _is_site_url(text: str) -> bool:
    try:
        site = urlsplit(text)
        port_is_a_number = site.port is None or site.port > 0  # .port raises for a word or a number too large
    except ValueError:
        return False
    bare = not (site.path or site.query or site.fragment or site.username)
    return site.scheme in {"http", "https"} and bool(site.hostname) and bare and port_is_a_number


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _listed(sources: Any) -> list[str]:
    """A directive's sources; django-csp also takes a single one as a string, and booleans."""
    if isinstance(sources, str):
        return sources.split()
    return [str(source) for source in sources] if isinstance(sources, list | tuple | set) else []
