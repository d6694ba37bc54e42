"""{% made_once %}: a part of a page that is the same for everybody is rendered once for each thing that it depends on."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

MOST = 256  # kept for one place; a page has some dozens of combinations


class MadeOnce(template.Node):
    """Renders what it encloses with the named values alone: what is not part of the key can't be on the page.

    So there is no user, no request, no message and no CSRF token inside. The reader's language is always part of the key.
    """

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList, values: dict[str, FilterExpression]) -> None:
        self.nodelist, self.values = nodelist, values
        self.made: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        values = {name: value.resolve(context, ignore_failures=True) for name, value in self.values.items()}
        key = (get_language(), *values.values())
        made = self.made.get(key)
        if made is None:
            made = self._make(values, context)
            if len(self.made) >= MOST:
                self.made.clear()
            self.made[key] = made
        return made

    def _make(self, values: dict[str, Any], context: template.Context) -> SafeString:
        alone = template.Context(dict(values), autoescape=context.autoescape)
        with alone.bind_template(context.template):  # type: ignore[arg-type]  # a node is rendered by its template
            return self.nodelist.render(alone)


@register.tag
def made_once(parser: Parser, token: Token) -> MadeOnce:
    """{% made_once here=here is_agent=user.is_authenticated %}…{% endmade_once %}: values that can be keys of a dict.

    Not for what changes without a restart: a superuser's words (itdesk/wording.py), times, anything from the database.
    """
    words = token.split_contents()[1:]
    values = token_kwargs(words, parser)
    if words:
        raise template.TemplateSyntaxError("made_once takes name=value alone")
    nodelist = parser.parse(("endmade_once",))
    parser.delete_first_token()
    return MadeOnce(nodelist, values)
