"""What a request that fails is told, in the house style. Whatever was typed comes back with the refusal."""

import json
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import connections
from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.html import escape
from django.utils.translation import gettext as _

from itdesk.arriving import BEGINNING, FIRST, arrived
from itdesk.availability import is_unavailable, is_unwritable
from itdesk.logs import request_id
from itdesk.web import BadRequest, Refused

SECRETS = {"code", "hr_code", "csrfmiddlewaretoken"}  # and whatever has "password" in its name
NOT_TYPED = {"basket", "key", "next", "remove", "seen"}  # a form's own fields: sent again, but nobody typed them


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; and 413, with the limit, for what Django refuses to read."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request, most=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    if isinstance(exception, TooManyFieldsSent | TooManyFilesSent):
        return _too_many_parts(request, exception)
    told = str(exception) if isinstance(exception, BadRequest) else _("Check the address, or go back and try again.")
    return _refusal(request, 400, _("That request makes no sense"), told)


def too_large(request: HttpRequest, *, most: int) -> HttpResponse:
    """413: a body of more than so many bytes. What had arrived of its words, before its files, comes back to be sent again."""
    told = _("The desk takes at most %(size)s at once, and nothing was saved. Send less of it, or smaller files.")
    _take_what_arrived(request)
    return _refusal(request, 413, _("That is too large"), told % {"size": filesizeformat(most)})


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """What a view refuses by raising web.Refused: 409, or 429 with the time to wait."""
    title = _("Please wait a little") if refusal.status == 429 else _("That is not possible now")
    response = _refusal(request, refusal.status, title, str(refusal))
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _refusal(request, 403, _("This is not open to you"), _("Your account may not see or do this."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _refusal(request, 404, _("Nothing is here"), _("The address is wrong, or what it named is no longer there."))


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database or the disk is what failed: asks nothing of the database, the user or the session."""
    failure = sys.exc_info()[1]
    status = 503 if is_unavailable(failure) else 500
    try:
        response = _failure(request, failure, status=status)
    except Exception:  # whatever broke the page may have broken the templates, too
        page = "<!doctype html><title>IT Desk</title><h1>Something went wrong</h1><p>Please try again in a moment.</p>"
        response = HttpResponse(f"{page}<p>{escape(request_id())}</p>", status=status)
    if status == 503:
        response.headers["Retry-After"] = "30"
        _give_up_connections()
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of ours whose token has aged comes back filled in, htmx gets a fresh token, another site's form nothing."""
    if not is_same_origin(request):
        return _refusal(request, 403, _("This form came from another site"), _("Open the page here and fill it in."))
    if asked_by_htmx(request):
        return _trigger({"desk:csrf": {"token": get_token(request)}}, status=403)
    return render(request, "errors/csrf.html", kept(request), status=403)


def signed_out(request: HttpRequest) -> HttpResponse:
    """To a form that an ended session posted: 401, and the form again, to be sent after logging in."""
    return render(request, "errors/signed_out.html", kept(request), status=401)


def signed_out_fragment(request: HttpRequest) -> HttpResponse:
    """The same to htmx: nothing on the page is swapped away; desk.js says that the session has ended."""
    response = _trigger({"desk:signed-out": {}}, status=401)
    response.content = render_to_string("errors/_signed_out.html")
    return response


def asked_by_htmx(request: HttpRequest) -> bool:
    """Whether htmx asks for a piece of a page; asked of the header, since a request can fail before any middleware ran."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def is_same_origin(request: HttpRequest) -> bool:
    """Whether a page of ours sent this, by the two headers that no script can set. Absent means no."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    try:
        return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
    except (DisallowedHost, ValueError):  # a host that is not ours, an origin that is no address
        return False


def kept(request: HttpRequest) -> dict[str, object]:
    """What was posted, for errors/_kept.html: nothing unless a page of ours posted it."""
    if request.method != "POST" or not is_same_origin(request):
        return {}
    return {
        "action": request.get_full_path(),
        "typed": list(_typed(request)),
        "files": [file.name for files in request.FILES.lists() for file in files[1]]
        or getattr(request, "files_not_kept", []),
        "secrets_left_out": any(map(_is_secret, request.POST.keys() - {"csrfmiddlewaretoken"})),
        "csrf_token": get_token(request),
    }


def _take_what_arrived(request: Any) -> None:
    """In place of what Django would read: it is not asked to."""
    if beginning := request.META.get(BEGINNING):
        fields, names = arrived(beginning.read(FIRST), request.headers.get("Content-Type", ""))
        request._post, request._files = QueryDict(mutable=True), MultiValueDict()
        for name, value in fields:
            request._post.appendlist(name, value)
        request.files_not_kept = names


def _too_many_parts(request: HttpRequest, exception: Exception) -> HttpResponse:
    told, most = _("A form may have at most %(most)s fields."), settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    if isinstance(exception, TooManyFilesSent):
        told, most = _("At most %(most)s files can be sent at once."), settings.DATA_UPLOAD_MAX_NUMBER_FILES
    return _refusal(request, 413, _("That is too large"), told % {"most": most})


def _refusal(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    said: dict[str, object] = {"title": title, "text": text}
    if not asked_by_htmx(request):
        typed = kept(request) if status != 413 or hasattr(request, "files_not_kept") else {}
        page = said | {"layout": "layouts/form_page.html"} | (typed if typed.get("typed") else {})
        return render(request, "errors/refused.html", page, status=status)
    if request.method == "GET" and request.headers.get("HX-Target") == "modal":
        return render(request, "errors/refused.html", said | {"layout": "layouts/modal.html"}, status=status)
    return _notice(title, text, status=status)


def _failure(request: HttpRequest, failure: BaseException | None, *, status: int) -> HttpResponse:
    said = {"unavailable": status == 503, "unwritable": is_unwritable(failure), "request_id": request_id()}
    if asked_by_htmx(request):
        return _notice_of(render_to_string("errors/_failed.html", said), status=status)
    return HttpResponse(render_to_string("errors/failed.html", _kept_if_readable(request) | said), status=status)


def _give_up_connections() -> None:
    """At the end of this request: one that SQLite opened while the disk was read-only stays read-only for ever."""
    for connection in connections.all(initialized_only=True):
        connection.close_at = 0.0


def _kept_if_readable(request: HttpRequest) -> dict[str, object]:
    try:
        return kept(request)
    except Exception:  # the body broke off, or could not be parsed: that may be what failed
        return {}


def _notice(title: str, text: str, *, status: int) -> HttpResponse:
    return _notice_of(render_to_string("errors/_notice.html", {"title": title, "text": text}), status=status)


def _notice_of(body: str, *, status: int) -> HttpResponse:
    """A banner beside the toasts: a form that htmx sent stays as it is, with all that was typed."""
    return HttpResponse(body, status=status, headers={"HX-Retarget": "#toasts", "HX-Reswap": "beforeend"})


def _trigger(events: dict[str, dict[str, str]], *, status: int) -> HttpResponse:
    return HttpResponse(status=status, headers={"HX-Reswap": "none", "HX-Trigger": json.dumps(events)})


def _typed(request: HttpRequest) -> Iterator[tuple[str, str, str]]:
    """(name, the name in words if a person typed it, value) of every field but the secret ones, in the form's order."""
    for name, values in request.POST.lists():
        for value in values:
            if not _is_secret(name):
                yield name, "" if name in NOT_TYPED else name.replace("_", " ").capitalize(), value


def _is_secret(name: str) -> bool:
    return name in SECRETS or "password" in name
