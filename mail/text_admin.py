"""The texts of mails in the back office: read, tried out, changed, and taken back to ours."""

from csp.decorators import csp, csp_update
from django import forms
from django.contrib import admin
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from activity import record
from itdesk.forms import TextBlock, TextLine
from mail import events, texts
from mail.checking import complaints
from mail.models import MailText
from mail.samples import sample
from mail.views.outbox import OF_A_MAIL


class MailTextForm(forms.ModelForm):
    """One text, shown as it is now; ours is kept as "". The button "As it was" leaves everything else unlooked at."""

    class Meta:
        model = MailText
        fields = ("subject", "body")
        field_classes = {"subject": TextLine, "body": TextBlock}
        widgets = {
            "subject": forms.TextInput({"class": "vLargeTextField"}),
            "body": forms.Textarea({"class": "vLargeTextField", "rows": 16}),
        }

    def __init__(self, data=None, *args, instance=None, initial=None, **kwargs):
        data = {"subject": "", "body": ""} if data and "as_it_was" in data else data
        shown = {"subject": instance.shown_subject, "body": instance.shown_body} if instance else {}
        super().__init__(data, *args, instance=instance, initial=shown | (initial or {}), **kwargs)

    def clean(self):
        cleaned, ours = super().clean(), self.instance.ours
        for name, standard in (("subject", str(ours.subject)), ("body", str(ours.body))):
            if name in cleaned and cleaned[name] == standard:
                cleaned[name] = ""
        found = complaints(ours, cleaned.get("subject") or str(ours.subject), cleaned.get("body") or str(ours.body))
        for name, sentences in found.items():
            for sentence in sentences:
                self.add_error(name, sentence)
        return cleaned

    def tried(self):
        """The mail that it makes, of a valid form."""
        ours = self.instance.ours
        return sample(self.cleaned_data["subject"] or str(ours.subject), self.cleaned_data["body"] or str(ours.body))


@admin.register(MailText)
class MailTextAdmin(admin.ModelAdmin):
    form = MailTextForm
    list_display = ("name", "shown_subject", "is_ours")
    readonly_fields = ("name", "placeholders")
    fields = ("name", "subject", "body", "placeholders")
    change_form_template = "admin/mail/text.html"
    list_per_page = 100
    show_full_result_count = False
    sortable_by = ()
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).filter(key__in=texts.BY_KEY)

    def has_add_permission(self, request):
        return False  # each kind has its own from the start

    def has_delete_permission(self, request, obj=None):
        return False

    @method_decorator(csp_update({"frame-src": ["'self'"]}))
    def change_view(self, request, *args, **kwargs):
        return super().change_view(request, *args, **kwargs)

    def get_urls(self):
        preview = self.admin_site.admin_view(self.preview)
        return [path("<int:number>/preview/", preview, name="mail_mailtext_preview"), *super().get_urls()]

    @method_decorator([csp(OF_A_MAIL), xframe_options_sameorigin, require_POST])
    def preview(self, request, number):
        """Both forms of the mail that the words in the form make, or what is wrong with them. Saves nothing."""
        form = MailTextForm(request.POST, instance=get_object_or_404(self.get_queryset(request), pk=number))
        context = {"form": form, "written": form.tried() if form.is_valid() else None}
        return HttpResponse(
            render_to_string("mail/written/preview.html", context), status=200 if form.is_valid() else 422
        )

    def save_model(self, request, text, form, change):
        before = MailText.objects.values_list("subject", "body").get(pk=text.pk)
        super().save_model(request, text, form, change)
        if before != (text.subject, text.body):
            record.noted(text, events.TEXT_CHANGED, by=request.user)

    @admin.display(description=_("mail"))
    def name(self, text):
        return str(text)

    @admin.display(description=_("ours"), boolean=True)
    def is_ours(self, text):
        return text.is_ours

    @admin.display(description=_("subject"))
    def shown_subject(self, text):
        return text.shown_subject

    @admin.display(description=_("placeholders"))
    def placeholders(self, text):
        """What may stand in it, and what it stands for."""
        offered = ((f"{{{name}}}", texts.PLACEHOLDERS[name]) for name in text.ours.offers)
        return format_html_join(SafeString("<br>"), "<b>{}</b> {}", offered)
