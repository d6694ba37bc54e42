"""Mailboxes in the back office: added, edited, tried. Passwords are written here and shown nowhere."""

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from itdesk.forms import TextLine
from itdesk.paging import counts_up_to
from mail import fetching, secrets, text_admin  # noqa: F401  (the texts register themselves)
from mail.fetching.connecting import FAILURES, in_words
from mail.models import Arrival, Mailbox

PLACE = ("kind", "host", "port", "username", "folder")  # another one begins anew
SERVER = ("host", "port", "security", "username")  # another one is told the password only if it is typed again
SET_ANEW = ("sealed_password", "leased_until", "next_look_at", "failed_at", "last_error")  # with every change
COUNTED = 100_000


class MailboxForm(forms.ModelForm):
    """A mailbox. Its password, once kept, is only replaced."""

    password = forms.CharField(
        label=_("Password"), required=False, strip=False, max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Kept encrypted and never shown. Leave it empty to keep the one that is there."),
    )  # fmt: skip

    class Meta:
        model = Mailbox
        fields = (
            "name", "address", "is_active", "plus_addresses", "kind", "host", "port", "security", "username", "secret",
            "folder", "first_takes", "after", "move_to",
        )  # fmt: skip
        help_texts = {
            "address": _("What people write to, and where answers to the desk's mails come to."),
            "plus_addresses": _("Then answers are told apart by their address, too."),
            "port": _("Empty for the usual one: 993 or 143 for IMAP, 995 or 110 for POP3."),
            "secret": _("The environment's is called ITDESK_MAILBOX_PASSWORD_ and the name: see the README."),
            "folder": _("IMAP only."),
            "after": _("A POP3 server can't mark a mail as read: there it is left as it is."),
            "first_takes": _("POP3 servers know only everything, and what comes from now on."),
        }

    def clean_address(self):
        return self.cleaned_data["address"].lower()

    def clean(self):
        given = super().clean()
        if given.get("kind") != Mailbox.Kind.PIPE and given.get("secret"):
            _WITHOUT_SECRET[given["secret"]](self, given)
        return given

    def save(self, commit=True):
        """Whoever looks into it now notices and stops; the next look begins at once, with what is said here.

        What is counted meanwhile stays counted: see MailboxAdmin.save_model.
        """
        box = self.instance
        if password := self.cleaned_data["password"]:
            box.sealed_password = secrets.seal(password)
        if {*PLACE} & {*self.changed_data}:
            box.uid_validity, box.last_uid = None, 0
            if box.pk:
                box.left_there.all().delete()
                box.arrivals.exclude(server_key="").update(server_key="")  # two places may number their mails alike
        box.leased_until, box.next_look_at = None, timezone.now()
        box.failed_at, box.last_error = None, ""
        return super().save(commit)

    def _needs_password(self, given):
        if given.get("password"):
            return
        if not self.instance.sealed_password:
            self.add_error("password", _("Type the password."))
        elif {*SERVER} & {*self.changed_data}:
            self.add_error("password", _("Type the password again: it is for another server or user now."))

    def _needs_variable(self, given):
        try:
            secrets.secret_of(Mailbox(name=given.get("name", ""), secret=given["secret"]))
        except secrets.NoSecret as missing:
            self.add_error("secret", str(missing))

    def _needs_command(self, given):
        if not secrets.has_token_command():
            self.add_error("secret", _("ITDESK_MAIL_TOKEN_COMMAND is not set."))


_WITHOUT_SECRET = {
    Mailbox.Secret.KEPT: MailboxForm._needs_password,
    Mailbox.Secret.ENVIRONMENT: MailboxForm._needs_variable,
    Mailbox.Secret.TOKEN: MailboxForm._needs_command,
}


@admin.register(Mailbox)
class MailboxAdmin(admin.ModelAdmin):
    form = MailboxForm
    formfield_overrides = {models.CharField: {"form_class": TextLine}}
    list_display = ("name", "address", "kind", "host", "is_active", "state", "seen")
    readonly_fields = ("state", "account", "checked_at", "failed_at")
    show_full_result_count = False
    actions = None
    fieldsets = (
        (None, {"fields": ("name", "address", "is_active", "plus_addresses", "kind")}),
        (_("Server"), {"fields": ("host", "port", "security", "username", "secret", "password")}),
        (_("Mails"), {"fields": ("folder", "first_takes", "after", "move_to")}),
        (_("What came of it"), {"fields": ("state", "account", "checked_at", "failed_at")}),
    )

    def save_model(self, request, mailbox, form, change):
        """Only what the form decides: a mail that came since the page was asked for has been counted in the same row."""
        if not change:
            return mailbox.save()
        position = ["uid_validity", "last_uid"] if {*PLACE} & {*form.changed_data} else []
        mailbox.save(update_fields=[*MailboxForm.Meta.fields, *SET_ANEW, *position])

    def has_delete_permission(self, request, obj=None):
        """What came stays, and with it where it came to."""
        return obj is None or not obj.arrivals.exists()

    def response_add(self, request, obj, post_url_continue=None):
        return super().response_add(self._try(request, obj), obj, post_url_continue)

    def response_change(self, request, obj):
        return super().response_change(self._try(request, obj), obj)

    def _try(self, request, mailbox):
        """The request. Where it was asked for, its answer is the mailbox's page, with what a connection finds there."""
        if "_test" not in request.POST:
            return request
        try:
            for sentence in fetching.describe(mailbox):
                self.message_user(request, sentence)
        except FAILURES as failure:
            self.message_user(request, in_words(failure), messages.ERROR)
        request.POST = request.POST.copy()
        request.POST["_continue"] = "1"
        return request

    @admin.display(description=_("state"))
    def state(self, mailbox):
        if mailbox.kind == Mailbox.Kind.PIPE:
            return _("takes what comes") if mailbox.is_active else _("off")
        if not mailbox.is_active:
            return _("off")
        if mailbox.failed_at:
            return _("fails: {error}").format(error=mailbox.last_error)
        return _("well") if mailbox.checked_at else _("not looked into yet")

    @admin.display(description=_("mails"))
    def account(self, mailbox):
        """seen = tickets + replies + set aside + waiting + duplicates."""
        if not mailbox.pk:
            return "—"
        kept = [mailbox.arrivals.filter(outcome=outcome) for outcome in Arrival.Outcome]
        numbers = zip(Arrival.Outcome.labels, counts_up_to(*kept, most=COUNTED), strict=True)
        parts = [(label, f"{COUNTED:,}+" if number > COUNTED else f"{number:,}") for label, number in numbers]
        parts.append((_("Duplicates"), f"{mailbox.duplicates:,}"))
        return _("{seen} seen: {parts}").format(
            seen=f"{mailbox.seen:,}",
            parts=format_html_join(", ", "{} {}", ((number, label) for label, number in parts)),
        )
