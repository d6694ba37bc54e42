"""What agents fill in about an asset."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activity.editing import EditForm
from assets.actions import wrong_with_tag
from assets.models import Asset, Category, Status
from itdesk.forms import TextBlock, TextLine
from people.forms import PersonField

YEARS = (1970, 2100)  # the first and the last that a date may have


def _longest(name):
    return Asset._meta.get_field(name).max_length


class CategoryField(forms.ModelChoiceField):
    """A category by its slug."""

    def __init__(self, **kwargs):
        super().__init__(Category.objects.all(), to_field_name="slug", **kwargs)


class Day(forms.DateField):
    """A date in the browser's own picker, within YEARS."""

    def __init__(self, **kwargs):
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, value):
        day = super().clean(value)
        if day and not YEARS[0] <= day.year <= YEARS[1]:
            raise forms.ValidationError(_("Enter a year between {} and {}.").format(*YEARS))
        return day


class AssetFields(forms.Form):
    tag = TextLine(label=gettext_lazy("Asset tag"), max_length=_longest("tag"))
    category = CategoryField(label=gettext_lazy("Category"), empty_label=None)
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=Status.choices, initial=Status.IN_STOCK)
    manufacturer = TextLine(label=gettext_lazy("Manufacturer"), max_length=_longest("manufacturer"), required=False)
    model = TextLine(label=gettext_lazy("Model"), max_length=_longest("model"), required=False)
    serial_number = TextLine(label=gettext_lazy("Serial number"), max_length=_longest("serial_number"), required=False)
    holder = PersonField(
        label=gettext_lazy("Holder"),
        required=False,
        help_text=gettext_lazy("What somebody holds is in use, unless it is in repair or out of service."),
    )
    location = TextLine(label=gettext_lazy("Location"), max_length=_longest("location"), required=False)
    in_service_on = Day(label=gettext_lazy("In service since"))
    warranty_start = Day(label=gettext_lazy("Warranty start"))
    warranty_end = Day(label=gettext_lazy("Warranty end"))
    notes = TextBlock(
        label=gettext_lazy("Notes"),
        max_length=_longest("notes"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    columns = {
        "tag": "col-sm-4", "category": "col-6 col-sm-4", "status": "col-6 col-sm-4",
        "manufacturer": "col-6 col-sm-4", "model": "col-6 col-sm-4", "serial_number": "col-sm-4",
        "holder": "col-sm-8", "location": "col-sm-4",
        "in_service_on": "col-sm-4", "warranty_start": "col-6 col-sm-4", "warranty_end": "col-6 col-sm-4",
    }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.columns = self.columns.get(name, "col-12")
            field.widget.attrs["autocomplete"] = "off"

    def clean_tag(self):
        tag = self.cleaned_data["tag"]
        if wrong := wrong_with_tag(tag):
            raise forms.ValidationError(wrong)
        return tag

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("warranty_start"), cleaned.get("warranty_end")
        if start and end and end < start and {"warranty_start", "warranty_end"} & set(self.changed_data):
            self.add_error("warranty_end", _("The warranty ends before it starts."))
        return cleaned


class NewAssetForm(AssetFields):
    """A thing that the department has from now on."""


class EditAssetForm(AssetFields, EditForm):
    """Everything but the times."""

    def start(self, thing):
        plain = [name for name in AssetFields.base_fields if name not in ("category", "holder")]
        holder = thing.holder.reference if thing.holder else ""
        return {name: getattr(thing, name) for name in plain} | {"category": thing.category.slug, "holder": holder}
