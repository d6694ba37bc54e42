"""What a picker offers while somebody types: a short ARIA listbox, each option with the fields that it fills in."""

import json
from dataclasses import dataclass

from django.views.generic import TemplateView

from itdesk.text import clean_line

MOST = 8  # options
LONGEST = 200  # characters looked at
LEAST = 2  # characters before anything is looked up


@dataclass(frozen=True)
class Option:
    """values: {form field: text} that choosing it fills in."""

    title: str
    hint: str
    values: dict[str, str]

    @property
    def as_json(self):
        return json.dumps(self.values)


class Options(TemplateView):
    """The listbox for `?q=`. Subclasses give extra_context = {"label": …}, found(text), ordered, and option_for(thing).

    is_open: whether anything else may be typed, too, so that finding nothing is not worth saying.
    """

    template_name = "pieces/options.html"
    is_open = False

    def found(self, text):
        raise NotImplementedError

    def option_for(self, thing):
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        text = clean_line(self.request.GET.get("q", "")[:LONGEST])
        asked = len(text) >= LEAST
        options = [self.option_for(thing) for thing in self.found(text)[:MOST]] if asked else []
        return super().get_context_data(options=options, asked=asked and not self.is_open, **kwargs)
