"""Django's own form controls, written without its template engine: a form of ten spends half its time there otherwise."""

import html
from collections.abc import Callable
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString

_FOLDER = "django/forms/widgets/"
_INPUTS = ("checkbox", "date", "datetime", "email", "hidden", "input", "number", "password", "text", "time", "url")
Widget = dict[str, Any]


class PlainControls(TemplatesSetting):
    """For settings.FORM_RENDERER. Inputs, text areas and selects as in Django's templates; anything else by its template."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        write = _WRITERS.get(template_name)
        if write is None:
            return super().render(template_name, context, request)
        return SafeString(write(context["widget"]))


def escape(value: Any) -> str:
    """Django's conditional_escape without its wrappers: a form asks for it some hundred times."""
    if isinstance(value, Promise):
        value = str(value)
    return value.__html__() if hasattr(value, "__html__") else html.escape(str(value))


def attributes(widget: Widget) -> str:
    """A control's attributes as HTML, each with a space before it; none that is False, and what is True without a value."""
    given = [(name, value) for name, value in widget["attrs"].items() if value is not False]
    return "".join(
        [f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"' for name, value in given]
    )


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{escape(widget["value"])}"'
    return f'<input type="{escape(widget["type"])}" name="{escape(widget["name"])}"{value}{attributes(widget)}>'


def _textarea(widget: Widget) -> str:
    return f'<textarea name="{escape(widget["name"])}"{attributes(widget)}>\n{escape(widget["value"] or "")}</textarea>'


def _select(widget: Widget) -> str:
    groups = []
    for name, options, _index in widget["optgroups"]:
        inside = "".join([_option(option) for option in options])
        groups.append(f'<optgroup label="{escape(name)}">{inside}</optgroup>' if name else inside)
    return f'<select name="{escape(widget["name"])}"{attributes(widget)}>{"".join(groups)}</select>'


def _option(option: Widget) -> str:
    return f'<option value="{escape(option["value"])}"{attributes(option)}>{escape(option["label"])}</option>'


_WRITERS: dict[str, Callable[[Widget], str]] = {f"{_FOLDER}{name}.html": _input for name in _INPUTS} | {
    f"{_FOLDER}textarea.html": _textarea,
    f"{_FOLDER}select.html": _select,
}
