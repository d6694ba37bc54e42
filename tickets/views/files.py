"""Files that go with tickets: into a basket, and back to whoever may have them."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import View

from agents import throttle
from tickets import files
from tickets.views.pages import OneTicket

# Whatever a file turns out to be, it runs nothing and loads nothing
POLICY = "sandbox; default-src 'none'"
KEPT_SECONDS = 600  # by the browser of who has seen a picture, so that a page that comes again does not flicker
log = logging.getLogger(__name__)


class File(OneTicket, View):
    """A file of that ticket, for agents. `?preview` is a picture's, to be shown within a page."""

    def get(self, request, number, file):
        found = self.ticket.attachments.filter(pk=file).first() if file < 2**63 else None
        if found is None:
            raise Http404
        return answer(found, preview="preview" in request.GET)


class AgentsBasket(View):
    """What an agent chooses for a message or a ticket is uploaded at once: the fields are those of files.received."""

    def post(self, request):
        return self.basket_of(request, agent=request.user)

    def basket_of(self, request, *, agent):
        try:
            basket = files.received(request, agent=agent)
        except throttle.TooMany as limit:
            response = self.show(request, files.refused(request, agent=agent), status=429)
            response.headers["Retry-After"] = str(limit.retry_after)
            return response
        return self.show(request, basket, status=422 if basket.problems else 200)

    def show(self, request, basket, *, status):
        return render(request, "tickets/_basket.html", {"basket": basket}, status=status)


@method_decorator(login_not_required, name="dispatch")
class PublicBasket(AgentsBasket):
    """The same for the public form: whoever knows a basket's key may put in and take out."""

    def post(self, request):
        return self.basket_of(request, agent=None)


def answer(attachment, *, preview=False):
    """The file as a response, which is a download whatever it holds: no browser shows it as a page of ours.

    preview: as a picture of the type that its bytes say, for an <img>; of anything but a picture, 404. Raises Http404,
    also when the content is gone. The caller has found out that the reader may have it.
    """
    if preview and not attachment.is_picture:
        raise Http404
    try:
        content = default_storage.open(attachment.kept_as)
    except FileNotFoundError:
        log.error("Attachment %s has a row and no content", attachment.pk)
        raise Http404(_("The content of this file is lost. Restore it from a backup.")) from None
    media_type = attachment.type if preview else "application/octet-stream"
    response = FileResponse(content, as_attachment=True, filename=attachment.name, content_type=media_type)
    response.headers["Content-Length"] = str(attachment.size)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = f"private, max-age={KEPT_SECONDS}" if preview else "no-store"
    return response
