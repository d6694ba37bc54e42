"""What holds for every request: headers, bodies of a known length, and that agents' pages are for agents."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from itdesk import errors, wording
from itdesk.web import Refused

METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
LARGEST_BODY = 30 * 1024 * 1024  # bytes, files included; as client_max_body_size in the README
GetResponse = Callable[[HttpRequest], HttpResponse]


def desk_headers(get_response: GetResponse) -> GetResponse:
    """No page is kept by a browser or proxy, and no search engine lists one. Static files keep their own headers."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page or "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("X-Robots-Tag", "noindex")
        return response

    return middleware


def refuse_unmeasured_bodies(get_response: GetResponse) -> GetResponse:
    """A chunked body is 411: Django would read it as empty and answer 200. A compressed one is 415: we never unpack.

    One that says that it is larger than LARGEST_BODY is 413, and not read.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.headers.get("Transfer-Encoding"):
            return _refusal(_("Say how long the body is: send a Content-Length."), status=411)
        if request.headers.get("Content-Encoding", "identity").lower() != "identity":
            return _refusal(_("Send the body as it is, without compressing it."), status=415)
        length = request.headers.get("Content-Length", "")
        if length.isdecimal() and (len(length) > 18 or int(length) > LARGEST_BODY):
            return errors.too_large(request, most=LARGEST_BODY)
        return get_response(request)

    return middleware


def refuse_other_methods(get_response: GetResponse) -> GetResponse:
    """Reading is GET, HEAD or OPTIONS, changing is POST; anything else is 405 (Django's form views take PUT for POST)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)
        if "Allow" in response.headers:  # Django's views speak of methods that never reach them
            allowed = {name.strip() for name in response.headers["Allow"].split(",")}
            response.headers["Allow"] = ", ".join(name for name in METHODS if name in allowed)
        return response

    return middleware


def refuse_nul(get_response: GetResponse) -> GetResponse:
    """A NUL in the path, the query string or a cookie is 400: no address has one, and PostgreSQL stores none."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if (
            "\0" in request.path_info
            or "%00" in request.META.get("QUERY_STRING", "")
            or "\0" in "".join(request.COOKIES.values())
        ):
            return errors.bad_request(request)
        return get_response(request)

    return middleware


class LoginRequired(LoginRequiredMiddleware):
    """Every view is for agents unless it says `login_not_required`; an ended session loses nothing that was typed."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None  # before the user is asked for: a public page needs no session and no database
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> Any:
        if errors.asked_by_htmx(request):
            return errors.signed_out_fragment(request)
        if request.method == "POST":
            return errors.signed_out(request)
        return super().handle_no_permission(request, view_func)


class Words:
    """Agents' pages show the words of itdesk/wording.py as they were 2 seconds ago, or later.

    Stands after LoginRequired: who is sent away costs no query. Public pages, some of which need no database, show none
    of these words; one that does must call wording.refresh_if_old().
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> None:
        if getattr(view_func, "login_required", True):
            wording.refresh_if_old()


class Refusals:
    """A view that raises web.Refused has a page that says so."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.refused(request, exception) if isinstance(exception, Refused) else None


def _refusal(sentence: str, *, status: int) -> HttpResponse:
    return HttpResponse(sentence + "\n", status=status, content_type="text/plain; charset=utf-8")
