"""The log and recorded things in the back office: to look at, never to write, since every change goes through an action."""

from datetime import UTC
from urllib.parse import quote

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from activity import timeline
from activity.models import Delivery, Event
from itdesk.admin import ReadOnlyAdmin


class RecordedAdmin(ReadOnlyAdmin):
    """A recorded thing: found by the desk's own search, with links to its page on the desk and to its events."""

    search_fields = ("search_text",)  # shows the box; get_search_results asks the desk's search
    ordering: tuple[str, ...] = ("-pk",)

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False

    def view_on_site(self, thing):
        return thing.get_absolute_url()

    def history_view(self, request, object_id, extra_context=None):
        """Its events, which are its history; nothing is done here that Django's own log would know of."""
        about = ContentType.objects.get_for_model(self.model)
        return redirect(f"/admin/activity/event/?subject_type={about.pk}&subject_id={quote(object_id, safe='')}")


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ("when", "sentence", "about", "actor_name", "changes_in_words", "act")
    list_display_links = ("sentence",)
    list_filter = ("at",)  # and a batch by its link: ?batch=
    ordering = ("-at", "-id")
    fields = (
        "sentence", "about", "changes_in_words", "details", "version", "actor", "actor_name", "at", "recorded_at", "act",
        "kind_name", "digest_in_hex",
    )  # fmt: skip

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("subject_type", "actor").prefetch_related("subject")

    @admin.display(description=_("when (UTC)"))
    def when(self, event):
        return f"{event.at.astimezone(UTC):%Y-%m-%d\N{NO-BREAK SPACE}%H:%M:%S}"

    @admin.display(description=_("what happened"))
    def sentence(self, event):
        return event.sentence

    @admin.display(description=_("to what"))
    def about(self, event):
        thing = event.subject
        if thing is None:
            return _("something erased")
        return format_html('<a href="{}">{}</a>', _address_of(thing), thing)

    @admin.display(description=_("changes"))
    def changes_in_words(self, event):
        return format_html_join(SafeString("<br>"), "{}: {}", _changes(event))

    @admin.display(description=_("batch"))
    def act(self, event):
        """What one act did together, as a link to all of it."""
        if not event.batch:
            return "-"
        return format_html('<a href="/admin/activity/event/?batch={}">{}…</a>', event.batch, str(event.batch)[:8])

    @admin.display(description=_("digest"))
    def digest_in_hex(self, event):
        return bytes(event.digest).hex()


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = ("address", "channel", "state", "attempts", "owed_at", "next_try_at", "what_happened")
    list_filter = ("state", "channel")
    list_select_related = ("event",)
    ordering: tuple[str, ...] = ("-pk",)

    @admin.display(description=_("because of"))
    def what_happened(self, delivery):
        return format_html('<a href="{}">{}</a>', entry_url(delivery.event), delivery.event.sentence)


def entry_url(event):
    return f"/admin/activity/event/{event.pk}/change/"


def _address_of(thing):
    """Its page on the desk, or here where it has none."""
    if hasattr(thing, "get_absolute_url"):
        return thing.get_absolute_url()
    return f"/admin/{thing._meta.app_label}/{thing._meta.model_name}/{thing.pk}/change/"


def _changes(event):
    [entry] = timeline.entries([event])
    for change in entry.changes:
        now = _("rewritten") if change.now is None else change.now
        yield change.label, f"{change.was} → {now}" if change.was else now
