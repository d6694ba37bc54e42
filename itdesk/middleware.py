"""What holds for every request: headers, bodies of a known length, and that agents' pages are for agents."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from itdesk import errors

METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
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
    """A chunked body is 411: Django would read it as empty and answer 200. A compressed one is 415: we never unpack."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.headers.get("Transfer-Encoding"):
            return _refusal(_("Say how long the body is: send a Content-Length."), status=411)
        if request.headers.get("Content-Encoding", "identity").lower() != "identity":
            return _refusal(_("Send the body as it is, without compressing it."), status=415)
        return get_response(request)

    return middleware


def refuse_other_methods(get_response: GetResponse) -> GetResponse:
    """Reading is GET, HEAD or OPTIONS, changing is POST; anything else is 405 (Django's form views take PUT for POST)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)

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


def _refusal(sentence: str, *, status: int) -> HttpResponse:
    return HttpResponse(sentence + "\n", status=status, content_type="text/plain; charset=utf-8")
