"""What pages have in common is rendered once for each thing that it depends on, and depends on nothing else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.test import Client
from django.utils import translation

from itdesk.templatetags.once import MOST, MadeOnce


def rendered(text, **values):
    return Template(text).render(Context(values))


def test_what_was_made_is_not_made_again_but_for_each_value_and_language(monkeypatch):
    made, make = [], MadeOnce._make
    monkeypatch.setattr(
        MadeOnce, "_make", lambda node, values, context: made.append(values) or make(node, values, context)
    )
    page = Template("{% made_once here=place %}{% get_current_language as now %}{{ now }} {{ here }}{% endmade_once %}")
    for _time in range(2):
        assert page.render(Context({"place": "<a>"})) == "en &lt;a&gt;"
        assert page.render(Context({"place": "b"})) == "en b"
        with translation.override("de"):
            assert page.render(Context({"place": "b"})) == "de b"
    assert made == [{"here": "<a>"}, {"here": "b"}, {"here": "b"}]


def test_what_is_not_named_is_not_inside(rf):
    request = rf.get("/")
    request.user = AnonymousUser()
    inside = "{{ request }}{{ user }}{{ csrf_token }}{% csrf_token %}{{ organisation }}"
    page = Template("{{ request.path }}|{% made_once %}" + inside + "{% endmade_once %}")
    assert page.render(RequestContext(request)) == "/|"


def test_what_is_missing_is_a_value_like_another():
    assert rendered("{% made_once here=here %}{% if here %}a{% else %}b{% endif %}{% endmade_once %}") == "b"


def test_it_includes_other_templates():
    text = '{% made_once organisation=organisation %}{% include "layouts/_brand.html" %}{% endmade_once %}'
    assert "A &amp; B" in rendered(text, organisation="A & B") and "A & B" not in rendered(text, organisation="A & B")


def test_it_keeps_no_more_than_so_many():
    page = Template("{% made_once n=n %}{{ n }}{% endmade_once %}")
    assert [page.render(Context({"n": n})) for n in range(2 * MOST)] == [str(n) for n in range(2 * MOST)]
    assert len(page.nodelist[0].made) <= MOST


@pytest.mark.parametrize("words", ["here", "here=here user", "'x'"])
def test_it_takes_names_with_values_alone(words):
    with pytest.raises(TemplateSyntaxError):
        Template(f"{{% made_once {words} %}}{{% endmade_once %}}")


def test_one_agents_page_says_nothing_of_the_last_ones(priya_client, root):
    def page(browser, address="/people/new/"):
        return browser.get(address).content.decode()

    root_client = Client()
    root_client.force_login(root)
    first, second, public = page(root_client), page(priya_client), page(Client(), "/login/")
    assert "/admin/" in first and "/admin/" not in second and "Priya Shah" in second and "Priya Shah" not in first
    assert 'id="keys"' in second and 'id="keys"' not in public and "/account/" not in public
    tokens = [text.split('"X-CSRFToken": "')[1].split('"')[0] for text in (first, second, page(priya_client))]
    assert len(set(tokens)) == 3 and all(len(token) == 64 for token in tokens)
    assert 'href="/agents/" data-key="g p" aria-current="page"' in page(priya_client, "/agents/")
    assert 'href="/agents/" data-key="g p" aria-current="page"' not in page(priya_client, "/tickets/")
