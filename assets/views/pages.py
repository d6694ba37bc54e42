"""One asset: its page, its windows, and the ways into the bin and out of it."""

from urllib.parse import quote, unquote

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from activity import timeline
from activity.editing import Editing
from activity.models import Event
from activity.record import Conflict
from assets import actions
from assets.forms import EditAssetForm, NewAssetForm
from assets.models import Asset, Status
from assets.rows import icon_of, service_of
from itdesk.templatetags import desk
from itdesk.web import Modal, turn_away

SHOWN_EVENTS = 500


class OneAsset:
    """A page about the asset with the tag in the address, under its one canonical address."""

    extra_context = {"here": "assets"}

    def dispatch(self, request, *args, **kwargs):
        is_late_save = request.method == "POST" and isinstance(self, Editing)
        self.asset = Asset.objects.tagged(kwargs["tag"]).with_names().first()
        if self.asset is None and is_late_save:
            self.asset = self._since_renamed(request.POST.get("number", ""))
        if self.asset is None:
            raise Http404(_("No asset has the tag {tag}.").format(tag=kwargs["tag"]))
        address = self._address(request)
        if request.path != unquote(address) and request.method in ("GET", "HEAD"):
            return redirect(address + query_of(request))
        if self.asset.is_binned and not is_late_save:
            return self.when_binned(request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def _since_renamed(self, number):
        """The asset whose tag was changed while its window was open: the form carries its number, too."""
        is_number = number.isascii() and number.isdecimal() and len(number) < 19
        return Asset.objects.filter(pk=number).with_names().first() if is_number else None

    def when_binned(self, request, *args, **kwargs):
        """404, which says who binned it and when, and offers to restore it."""
        binned = Event.objects.about(self.asset).filter(kind_name="asset.binned").last()
        return render(
            request, "assets/gone.html", {"here": "assets", "asset": self.asset, "binned": binned}, status=404
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(asset=self.asset, **kwargs)

    def _address(self, request):
        """The one address of this page, with the tag as it is written on the asset."""
        page = request.resolver_match.url_name
        return self.asset.get_absolute_url() + ("" if page == "detail" else f"{page}/")


class AssetPage(OneAsset, TemplateView):
    """Properties, tickets, and everything that happened, oldest first."""

    template_name = "assets/asset.html"

    def get_context_data(self, **kwargs):
        asset = self.asset
        events = list(Event.objects.about(asset).order_by("-version")[:SHOWN_EVENTS])[::-1]
        handovers = [event for event in events if "holder" in event.changes]
        return super().get_context_data(
            kind_icon=icon_of(asset.category.slug),
            service=service_of(asset.status),
            statuses=[
                (value, desk.status_pill(value, words), value == asset.status) for value, words in Status.choices
            ],
            held_since=handovers[-1].at if handovers else None,
            entries=timeline.entries(events, subject_model=Asset),
            folded=asset.version - len(events),
            tickets_url=f"/tickets/?asset={quote(asset.tag)}&status=any",
            **kwargs,
        )


class NewAsset(Modal, FormView):
    """In the modal of the list, or on a page of its own."""

    form_class = NewAssetForm
    template_name = "assets/new.html"
    changes = ("asset-changed",)
    extra_context = {"here": "assets"}

    def form_valid(self, form):
        try:
            asset = actions.create_asset(by=self.request.user, **form.cleaned_data)
        except actions.TagTaken as taken:
            form.add_error("tag", words_of(taken))
            return self.form_invalid(form)
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.form_invalid(form)
        return self.done(_("{tag} added.").format(tag=asset.tag), url=asset.get_absolute_url())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class AssetEdit(OneAsset, Editing):
    """The edit window: everything but the times."""

    form_class = EditAssetForm
    template_name = "assets/edit.html"
    changes = ("asset-changed",)

    def get_thing(self):
        return self.asset

    def act(self, form):
        try:
            return actions.edit_asset(self.thing, by=self.request.user, seen=form.cleaned_data["seen"], **form.values())
        except actions.TagTaken as taken:
            raise ValidationError({"tag": words_of(taken)}) from taken

    def done(self, said, *, url, undo=None, go=False):
        """The asset's page can't load itself again where its tag is another now."""
        has_moved = self.thing.tag != self.kwargs["tag"] and self.request.GET.get("from") == "page"
        return super().done(said, url=url, undo=undo, go=go or has_moved)


class AssetStatus(OneAsset, Modal, View):
    """Sets the status alone, in one click; `seen` in its address is the version that the click was made on."""

    http_method_names = ["post", "options"]
    changes = ("asset-changed",)

    def post(self, request, tag):
        asset, status = self.asset, request.POST.get("status")
        if status not in Status.values:
            return self.refuse(_("That is no status of an asset."), status=422)
        try:
            event = actions.set_status(asset, status, by=request.user, seen=self._seen())
        except Conflict:
            asset.refresh_from_db()
            said = _("Somebody changed {tag} first: it is “{status}” now.")
            return self.refuse(said.format(tag=asset.tag, status=asset.get_status_display()), status=409)
        said = _("{tag}: {status}.") if event else _("{tag} is “{status}” already.")
        said = said.format(tag=asset.tag, status=asset.shown_status[1])
        return self.done(said, url=asset.get_absolute_url(), undo=event)

    def when_binned(self, request, *args, **kwargs):
        return self.refuse(_("{tag} is in the bin.").format(tag=self.asset.tag), status=404)

    def refuse(self, said, *, status):
        return turn_away(self.request, said, url=self.asset.get_absolute_url(), status=status)

    def _seen(self):
        """The version sent along; None when there is none that makes sense."""
        text = self.request.GET.get("seen", "")
        seen = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
        return seen if 0 < seen <= self.asset.version else None


class AssetDelete(OneAsset, Modal, TemplateView):
    """Asks, then moves the asset to the bin."""

    template_name = "assets/delete.html"
    changes = ("asset-changed",)

    def post(self, request, tag):
        event = actions.bin_asset(self.asset, by=request.user)
        from_its_page = request.GET.get("from") == "page"
        said = _("{tag} is in the bin.").format(tag=self.asset.tag)
        return self.done(said, url="/assets/", undo=event, go=from_its_page)


class AssetRestore(OneAsset, Modal, TemplateView):
    """Asks, then takes the asset out of the bin."""

    template_name = "assets/restore.html"
    changes = ("asset-changed",)

    def when_binned(self, request, *args, **kwargs):
        return super(OneAsset, self).dispatch(request, *args, **kwargs)

    def post(self, request, tag):
        event = actions.restore_asset(self.asset, by=request.user)
        said = _("{tag} is back.") if event else _("{tag} is not in the bin.")
        return self.done(said.format(tag=self.asset.tag), url=self.asset.get_absolute_url(), undo=event, go=True)

    def get(self, request, *args, **kwargs):
        if not self.asset.is_binned:
            return redirect(self.asset.get_absolute_url())
        return super().get(request, *args, **kwargs)


def query_of(request):
    """The query string with its question mark, or ""."""
    query = request.META.get("QUERY_STRING", "")
    return "?" + query if query else ""


def words_of(taken):
    """What TagTaken says at its field: which asset has the tag and where it is, with a link that leaves the window open."""
    other = taken.asset
    said = _("An asset in the bin has this tag:") if other.is_binned else _("Another asset has this tag:")
    name = f"{other.tag} {other.make_and_model}".strip()
    return format_html('{} <a href="{}" target="_blank">{}</a>', said, other.get_absolute_url(), name)
