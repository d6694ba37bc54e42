"""What the lists of the back office share (see itdesk/back_office.py), and the words that are changed there."""

from functools import cached_property

from django import forms
from django.contrib import admin
from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _

from itdesk import wording
from itdesk.forms import TextLine
from itdesk.models import Wording
from itdesk.paging import COUNTED, count_up_to
from itdesk.text import fold


class CappedPaginator(Paginator):
    """Counts no further than COUNTED rows: beyond it, one searches. `is_capped` says that there are more."""

    @cached_property
    def count(self):
        return min(self._counted, COUNTED)

    @property
    def is_capped(self):
        return self._counted > COUNTED

    @cached_property
    def _counted(self):
        return count_up_to(self.object_list)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Everything read-only, and no list that costs more when the table grows."""

    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # each would count the whole table
    list_per_page = 50
    sortable_by = ()
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class CategoryAdmin(admin.ModelAdmin):
    """Categories of tickets or assets: added, renamed, put in order; deleted only while nothing is in them.

    uses: the reverse name of what is in them. A slug stands in addresses, so that it never changes.
    """

    uses: str
    formfield_overrides = {models.CharField: {"form_class": TextLine}, models.SlugField: {}}
    list_editable = ("position",)
    show_full_result_count = False
    actions = None  # the one to delete many would list everything that is in them

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name",)}

    def has_delete_permission(self, request, obj=None):
        return obj is None or not getattr(obj, self.uses).exists()


class WordingForm(forms.ModelForm):
    """One word. Its kind is locked first: two superusers at once can't give two values the same."""

    class Meta:
        model = Wording
        fields = ("words",)
        field_classes = {"words": TextLine}

    def clean_words(self):
        words = self.cleaned_data["words"]
        mine, wanted = self.instance, fold(words or self.instance.ours)
        of_the_kind = Wording.objects.select_for_update().filter(kind=mine.kind)
        for other in of_the_kind.order_by("pk"):  # mine, too, or two who lock each other's would wait for ever
            if other.pk != mine.pk and fold(other.shown) == wanted:
                said = _("“{word}” is what “{other}” is called already. Two that look alike can't be told apart.")
                raise forms.ValidationError(said.format(word=words or mine.ours, other=other.ours))
        return words


@admin.register(Wording)
class WordingAdmin(admin.ModelAdmin):
    """What statuses, priorities and types are called, everywhere. What is stored, and the log, stay as they are."""

    form = WordingForm
    list_display = ("ours", "kind_in_words", "words")
    readonly_fields = ("kind_in_words", "ours", "value")
    fields = ("kind_in_words", "ours", "words", "value")
    list_per_page = 100
    show_full_result_count = False
    sortable_by = ()
    actions = None

    def has_add_permission(self, request):
        return False  # each value has its own from the start

    def has_delete_permission(self, request, obj=None):
        return False

    def changeform_view(self, request, *args, **kwargs):
        """The process that saved shows the new word at once, and only after the commit; the others within 2 seconds."""
        response = super().changeform_view(request, *args, **kwargs)
        if request.method == "POST":
            wording.refresh()
        return response

    @admin.display(description=_("our word"))
    def ours(self, word):
        return word.ours

    @admin.display(description=_("what it is"), ordering="kind")
    def kind_in_words(self, word):
        return wording.name_of(word.kind)
