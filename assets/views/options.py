"""What fields offer while somebody types: assets, makes and models, and the next tag."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from assets.forms import words_about_tag
from assets.models import Asset, Category
from itdesk.options import Option, Options, best_first
from itdesk.text import clean_line, fold
from itdesk.web import BadRequest


class AssetOptions(Options):
    """For the fields that name an asset by its tag."""

    extra_context = {"label": gettext_lazy("Assets")}

    def found(self, text):
        matching = Asset.objects.present().matching(text).with_names().order_by("tag_key", "pk")
        return best_first(matching, Q(tag_key__startswith=fold(text)))

    def option_for(self, asset):
        hint = " · ".join(filter(None, [asset.make_and_model, asset.holder and asset.holder.name]))
        return Option(title=asset.tag, hint=hint, values={"asset_tag": asset.tag})


class MakerOptions(Options):
    """Manufacturers as they are written here already, the commonest first; any other may be typed."""

    extra_context = {"label": gettext_lazy("Manufacturers")}
    is_open = True

    def found(self, text):
        return commonest(Asset.objects.filter(make_key__startswith=fold(text)), "manufacturer")

    def option_for(self, row):
        return Option(title=row["manufacturer"], hint="", values={"manufacturer": row["manufacturer"]})


class ModelOptions(Options):
    """Models as they are written here already, the commonest first, each with its manufacturer."""

    extra_context = {"label": gettext_lazy("Models")}
    is_open = True

    def found(self, text):
        rows = Asset.objects.all()
        for word in fold(text).split():
            rows = rows.filter(make_key__contains=word)
        return commonest(rows, "model", "manufacturer")

    def option_for(self, row):
        values = {name: row[name] for name in ("manufacturer", "model")}
        return Option(title=row["model"], hint=row["manufacturer"], values=values)


class NextTag(View):
    """What the form of a new asset says about the tag of a category. Reading it takes no number."""

    http_method_names = ["get", "head", "options"]

    def get(self, request):
        category = Category.objects.filter(slug=clean_line(request.GET.get("category", ""))).first()
        if category is None:
            raise BadRequest(_("There is no such category."))
        return HttpResponse(escape(words_about_tag(category)))


def commonest(assets, *names):
    """The values of these fields together, none of the first field empty: dicts, the commonest first."""
    written = assets.present().exclude(**{names[0]: ""}).order_by()
    return written.values(*names).annotate(n=Count("pk")).order_by("-n", *names)
