"""How a page answers: the same URL gives a whole page, a fragment of it, or a modal; and who is asking."""

import ipaddress
import json

from django.conf import settings
from django.contrib import messages
from django.core import exceptions
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string


class BadRequest(exceptions.BadRequest):
    """An address or a field that makes no sense; str() is what to tell the person, on a page with status 400."""


class Refused(Exception):
    """What a view may raise when it can't do what was asked: a page, or a notice under htmx, that says str() of it.

    What was typed comes along. retry_after: after how many seconds it could be tried again; None where that is unknown.
    """

    status = 409
    retry_after: int | None = None


class Fragment:
    """A page whose changing part has its own template, sent alone to htmx."""

    fragment_name: str

    def get_template_names(self):
        htmx = self.request.htmx
        if htmx and not htmx.boosted and not htmx.history_restore_request:
            return [self.fragment_name]
        return super().get_template_names()

    def dispatch(self, request, *args, **kwargs):
        return vary_on_htmx(super().dispatch(request, *args, **kwargs))


class Modal:
    """A form that opens in the page's modal under htmx and on a page of its own otherwise.

    Its template begins `{% extends layout %}`. done() ends it: a toast and closed modal, or a redirect.
    """

    changes: tuple[str, ...] = ()  # the browser events that tell lists what to load again: ("ticket-changed",)

    def get_context_data(self, **kwargs):
        layout = "layouts/modal.html" if self.request.htmx else "layouts/form_page.html"
        return super().get_context_data(layout=layout, **kwargs)

    def dispatch(self, request, *args, **kwargs):
        return vary_on_htmx(super().dispatch(request, *args, **kwargs))

    def done(self, said, *, url, undo=None, go=False):
        """Say what happened and leave: to `url` without htmx, or with go=True; undo is the event that can be taken back."""
        say(self.request, said, undo=undo)
        if not self.request.htmx:
            return redirect(url)
        if go:
            return HttpResponse(headers={"HX-Redirect": url})
        return toast(self.request, "desk:done", *self.changes)


def say(request, said, *, undo=None):
    """Queue a toast for the next page or fragment; undo: the event that its button takes back."""
    tags = f"undo:/activity/{undo.pk}/undo/" if undo and undo.kind.undoable else ""
    messages.success(request, said, extra_tags=tags)


def toast(request, *happened):
    """A response that shows the queued toasts and tells the page what happened, by name of browser event."""
    body = render_to_string("pieces/toasts.html", {"out_of_band": True}, request)
    return HttpResponse(body, headers={"HX-Trigger": json.dumps({name: {} for name in happened}), "HX-Reswap": "none"})


def turn_away(request, said, *, url, status):
    """A refusal that is no form error: a toast under htmx, with that status; else a toast on the page at `url`."""
    messages.error(request, said)
    if not request.htmx:
        return redirect(url)
    response = toast(request)
    response.status_code = status
    return response


def vary_on_htmx(response):
    response.headers["Vary"] = ", ".join(filter(None, [response.headers.get("Vary"), "HX-Request"]))
    return response


def organisation(request):
    """Context processor: whose desk this is."""
    return {"organisation": settings.ORGANISATION, "site_url": settings.SITE_URL}


def client_address(request):
    """The visitor's IP address, behind as many reverse proxies as settings.TRUSTED_PROXIES says; None if there is none."""
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    trusted = settings.TRUSTED_PROXIES
    text = chain[-trusted] if trusted and len(chain) >= trusted else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def client_network(request):
    """The visitor's network as limits count it: an IPv4 address, or the /64 that one IPv6 customer gets."""
    address = client_address(request)
    if address is None:
        return "unknown"
    return str(ipaddress.ip_network((address, 32 if address.version == 4 else 64), strict=False))


def is_trusted(request):
    """Whether the visitor comes from one of settings.TRUSTED_NETWORKS, which no limit counts."""
    address = client_address(request)
    return address is not None and any(
        address in network for network in settings.TRUSTED_NETWORKS if network.version == address.version
    )
