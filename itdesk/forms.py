"""Form fields whose text arrives in the one normal form (itdesk/text.py), whatever was typed or sent."""

from collections.abc import Callable
from functools import cached_property

from django import forms

from itdesk.text import clean_line, clean_text


class TextLine(forms.CharField):
    """One line. NUL, control and bidi-override characters vanish instead of raising; invisible text counts as empty."""

    clean_text = staticmethod(clean_line)

    def widget_attrs(self, widget):
        """Typed in its own writing direction: Arabic from the right, on a page that runs from the left."""
        is_typed = isinstance(widget, forms.Textarea) or getattr(widget, "input_type", "") == "text"
        return super().widget_attrs(widget) | ({"dir": "auto"} if is_typed else {})

    def to_python(self, value):
        return super().to_python(value if value in self.empty_values else self.clean_text(str(value)))


class TextBlock(TextLine):
    """Several lines, in a textarea."""

    widget = forms.Textarea
    clean_text = staticmethod(clean_text)


class ReadOnce(forms.models.ModelChoiceIterator):
    """The choices of one form, in one query: Django asks again for each time that it looks at them.

    A field or a queryset that has `named()` says them itself, [(key, words)], without making a model of each row.
    """

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from self._choices

    def __len__(self):
        return len(self._choices) + (self.field.empty_label is not None)

    @cached_property
    def _choices(self):
        named = self.field.named or getattr(self.queryset, "named", None)
        return named() if named else [self.choice(row) for row in self.queryset]


class PickOne(forms.ModelChoiceField):
    """One row by a text key, such as a slug or a username; a NUL in it is a wrong choice, not a database error."""

    iterator = ReadOnce
    named: Callable[[], list] | None = None

    def to_python(self, value):
        return super().to_python(clean_line(value) if isinstance(value, str) else value)
