"""The front door: agents go to the tickets, everybody else to the public form."""

from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.views.generic import RedirectView


@method_decorator(login_not_required, name="dispatch")
class Home(RedirectView):
    http_method_names = ["get", "head", "options"]

    def get_redirect_url(self, *args, **kwargs):
        return "/tickets/" if self.request.user.is_authenticated else "/submit/"
