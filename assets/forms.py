"""What agents fill in about an asset."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activity.editing import EditForm
from assets.actions import wrong_with_tag
from assets.models import Asset, Category, Status
from assets.tags import next_tag
from assets.warranty import wrong_with_warranty
from itdesk.forms import TextBlock, TextLine
from itdesk.text import clean_line
from people.forms import PersonField

YEARS = (1970, 2100)  # the first and the last that a date may have


def words_about_tag(category):
    """What to say under the tag of a new asset: the number that it would get now, where its category counts."""
    if category is None:
        return _("There is no category yet; the back office has them.")
    if not category.prefix:
        return _("{category} has no prefix to count from: enter a tag.").format(category=category)
    return _("Leave empty for the next, {tag}, or enter one.").format(tag=next_tag(category.prefix))


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


class Suggested(TextLine):
    """One line, with what is written elsewhere already offered while somebody types."""

    def __init__(self, address, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs |= {"data-picker": address, "data-picker-min": "2"}


class AssetFields(forms.Form):
    tag = TextLine(label=gettext_lazy("Asset tag"), max_length=_longest("tag"))
    category = CategoryField(label=gettext_lazy("Category"), empty_label=None)
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=Status.choices, initial=Status.IN_STOCK)
    manufacturer = Suggested(
        "/options/makers/", label=gettext_lazy("Manufacturer"), max_length=_longest("manufacturer"), required=False
    )
    model = Suggested("/options/models/", label=gettext_lazy("Model"), max_length=_longest("model"), required=False)
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
        if wrong := tag and wrong_with_tag(tag):
            raise forms.ValidationError(wrong)
        return tag

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        wrong = wrong_with_warranty(cleaned.get("warranty_start"), cleaned.get("warranty_end"))
        if wrong and {"warranty_start", "warranty_end"} & set(self.changed_data):
            self.add_error("warranty_end", wrong)
        return cleaned


class NewAssetForm(AssetFields):
    """A thing that the department has from now on; its tag may be left to the desk."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tag"].required = False
        self.fields["tag"].help_text = words_about_tag(self._category())
        self.fields["category"].widget.attrs |= {
            "hx-get": "/options/next-tag/", "hx-target": "#id_tag_helptext", "hx-swap": "innerHTML", "hx-trigger": "change",
        }  # fmt: skip

    def _category(self):
        """The one that is chosen, else the first of the list; None when there is none at all."""
        chosen = clean_line(self.data.get("category", "")) if self.is_bound else ""
        categories = list(self.fields["category"].queryset)
        return next((category for category in categories if category.slug == chosen), next(iter(categories), None))


class EditAssetForm(AssetFields, EditForm):
    """Everything but the times."""

    def start(self, thing):
        plain = [name for name in AssetFields.base_fields if name not in ("category", "holder")]
        holder = thing.holder.reference if thing.holder else ""
        return {name: getattr(thing, name) for name in plain} | {"category": thing.category.slug, "holder": holder}
