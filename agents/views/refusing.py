"""How a form is refused."""

from agents import throttle


class Refusing:
    """A form that comes back with what was typed: as 422 when it is wrong, as 429 when it was tried too often."""

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except throttle.TooMany as refusal:
            return self.refused(refusal)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def refused(self, refusal):
        """The form anew, unchecked: its answers would say whether the guess was right."""
        form = self.get_form_class()()
        form.initial = {name: self.request.POST.get(form.add_prefix(name), "") for name in form.fields}
        context = self.get_context_data(form=form, refusal=refusal)
        return self.render_to_response(context, status=429, headers={"Retry-After": str(refusal.retry_after)})
