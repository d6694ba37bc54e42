"""What a request that fails is told, in the house style. Whatever was typed comes back with the refusal."""

import json
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from itdesk.web import BadRequest

SECRETS = {"code", "hr_code", "csrfmiddlewaretoken"}  # and whatever has "password" in its name
NOT_TYPED = {"key", "next", "seen"}  # a form's own fields: sent again, but nobody typed them


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    told = str(exception) if isinstance(exception, BadRequest) else _("Check the address, or go back and try again.")
    return _refusal(request, 400, _("That request makes no sense"), told)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _refusal(request, 403, _("This is not open to you"), _("Your account may not see or do this."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _refusal(request, 404, _("Nothing is here"), _("The address is wrong, or what it named is no longer there."))


def server_error(request: HttpRequest) -> HttpResponse:
    """A page that asks nothing of the database or of the user. 503 when it is the database that does not answer."""
    unavailable = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status = 503 if unavailable else 500
    if asked_by_htmx(request):
        return _notice(_("That did not work."), _("Nothing typed is lost. Try again in a moment."), status=status)
    try:
        page: str = render_to_string("errors/failed.html", _kept(request) | {"unavailable": unavailable})
    except Exception:  # whatever broke the page may have broken the templates, too
        page = "<!doctype html><title>IT Desk</title><h1>Something went wrong</h1><p>Please try again in a moment.</p>"
    return HttpResponse(page, status=status, headers={"Retry-After": "30"} if unavailable else None)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of ours whose token has aged comes back filled in, htmx gets a fresh token, another site's form nothing."""
    if not is_same_origin(request):
        return _refusal(request, 403, _("This form came from another site"), _("Open the page here and fill it in."))
    if asked_by_htmx(request):
        return _trigger({"desk:csrf": {"token": get_token(request)}}, status=403)
    return render(request, "errors/csrf.html", _kept(request), status=403)


def signed_out(request: HttpRequest) -> HttpResponse:
    """To a form that an ended session posted: 401, and the form again, to be sent after logging in."""
    return render(request, "errors/signed_out.html", _kept(request), status=401)


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
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()


def _refusal(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    said = {"title": title, "text": text}
    if not asked_by_htmx(request):
        return render(request, "errors/refused.html", said | {"layout": "layouts/form_page.html"}, status=status)
    if request.method == "GET" and request.headers.get("HX-Target") == "modal":
        return render(request, "errors/refused.html", said | {"layout": "layouts/modal.html"}, status=status)
    return _notice(title, text, status=status)


def _notice(title: str, text: str, *, status: int) -> HttpResponse:
    """A banner beside the toasts: a form that htmx sent stays as it is, with all that was typed."""
    body = render_to_string("errors/_notice.html", {"title": title, "text": text})
    return HttpResponse(body, status=status, headers={"HX-Retarget": "#toasts", "HX-Reswap": "beforeend"})


def _trigger(events: dict[str, dict[str, str]], *, status: int) -> HttpResponse:
    return HttpResponse(status=status, headers={"HX-Reswap": "none", "HX-Trigger": json.dumps(events)})


def _kept(request: HttpRequest) -> dict[str, object]:
    """What was posted, for errors/_kept.html: nothing unless a page of ours posted it."""
    if request.method != "POST" or not is_same_origin(request):
        return {}
    return {
        "action": request.get_full_path(),
        "typed": list(_typed(request)),
        "files": [file.name for files in request.FILES.lists() for file in files[1]],
        "secrets_left_out": any(map(_is_secret, request.POST.keys() - {"csrfmiddlewaretoken"})),
        "csrf_token": get_token(request),
    }


def _typed(request: HttpRequest) -> Iterator[tuple[str, str, str]]:
    """(name, the name in words if a person typed it, value) of every field but the secret ones, in the form's order."""
    for name, values in request.POST.lists():
        for value in values:
            if not _is_secret(name):
                yield name, "" if name in NOT_TYPED else name.replace("_", " ").capitalize(), value


def _is_secret(name: str) -> bool:
    return name in SECRETS or "password" in name
