"""What fields offer while somebody types: assets, makes and models, and the next tag."""

from django.http import HttpResponse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from assets import makes
from assets.forms import words_about_tag
from assets.models import Asset, Category
from assets.search import SEARCH
from itdesk.options import MOST, Option, Options
from itdesk.text import clean_line
from itdesk.web import BadRequest


class AssetOptions(Options):
    """For the fields that name an asset by its tag."""

    extra_context = {"label": gettext_lazy("Assets")}

    def found(self, text):
        return SEARCH.best(Asset.objects.present().with_names(), text, order="tag_key", most=MOST)

    def option_for(self, asset):
        hint = " · ".join(filter(None, [asset.make_and_model, asset.holder and asset.holder.name]))
        return Option(title=asset.tag, hint=hint, values={"asset_tag": asset.tag})


class MakerOptions(Options):
    """Manufacturers as they are written here already, the commonest first; any other may be typed."""

    extra_context = {"label": gettext_lazy("Manufacturers")}
    is_open = True

    def found(self, text):
        return makes.makers_beginning_with(text)

    def option_for(self, maker):
        return Option(title=maker, hint="", values={"manufacturer": maker})


class ModelOptions(Options):
    """Models as they are written here already, the commonest first, each with its manufacturer."""

    extra_context = {"label": gettext_lazy("Models")}
    is_open = True

    def found(self, text):
        return makes.models_with(text)

    def option_for(self, named):
        model, maker = named
        return Option(title=model, hint=maker, values={"manufacturer": maker, "model": model})


class NextTag(View):
    """What the form of a new asset says about the tag of a category. Reading it takes no number."""

    http_method_names = ["get", "head", "options"]

    def get(self, request):
        category = Category.objects.filter(slug=clean_line(request.GET.get("category", ""))).first()
        if category is None:
            raise BadRequest(_("There is no such category."))
        return HttpResponse(escape(words_about_tag(category)))
