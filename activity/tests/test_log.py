"""The log's page: what it says of each event, and what it costs."""

from django.utils import translation
from django.utils.functional import lazy

from activity import kinds, timeline
from agents import actions as agents_actions
from agents.models import HRCode
from assets import actions as assets_actions
from people import actions as people_actions
from tickets import actions


def rows_of(client):
    text = client.get("/activity/").content.decode()
    return text[text.index("<tbody") : text.index("</tbody>")]


def test_each_kind_of_thing_is_named_and_linked_where_it_has_a_page(priya_client, ticket, laptop, jo, priya):
    agents_actions.change_hr_code("Code-of-2026", by=priya)
    said = rows_of(priya_client)
    assert f'<a href="/tickets/{ticket.pk}/" dir="auto">#{ticket.pk} {ticket.subject}</a>' in said
    assert '<a href="/assets/AS1042/" dir="auto">AS1042</a>' in said
    assert f'<a href="/people/{jo.pk}/" dir="auto">Jo Park</a>' in said
    assert '<span class="muted" dir="auto">HR code</span>' in said


def test_what_is_erased_is_said_to_be(priya_client, priya):
    agents_actions.change_hr_code("Code-of-2026", by=priya)
    HRCode.objects.all().delete()
    assert '<span class="muted" dir="auto">something erased</span>' in rows_of(priya_client)


def test_nothing_that_somebody_typed_is_markup(priya_client, ticket, laptop, jo, priya):
    actions.edit_ticket(ticket, by=priya, subject="<b>&", requester_name='<i>"Jo"', requester_email="jo2@alpha.example")
    assets_actions.edit_asset(laptop, by=priya, location="<u>Shelf")
    people_actions.edit_person(jo, by=priya, name="<s>Jo")
    said = rows_of(priya_client)
    assert not any(mark in said for mark in ("<b>&", "<i>", "<u>", "<s>"))
    assert "&lt;b&gt;&amp;" in said and "&lt;u&gt;Shelf" in said and "&lt;s&gt;Jo" in said


def test_a_page_of_many_events_costs_as_many_queries_as_one_of_few(
    priya_client, priya, ticket, laptop, jo, django_assert_num_queries
):
    priya_client.get("/activity/")
    with django_assert_num_queries(5):  # session with agent; events; tickets, assets, people
        priya_client.get("/activity/")
    for n in range(9):
        actions.enter_ticket(
            by=priya, name="Jo", email=f"jo{n}@alpha.example", category=ticket.category, subject=str(n)
        )
        assets_actions.edit_asset(laptop, by=priya, location=str(n))
    with django_assert_num_queries(5):
        priya_client.get("/activity/")


def test_a_sentence_is_said_in_the_readers_language(monkeypatch):
    in_words = lazy(lambda: {"de": "{actor} war es"}.get(translation.get_language(), "{actor} did it"), str)()
    monkeypatch.setitem(kinds._declared, "test.done", kinds.Kind("test.done", in_words))
    assert timeline.sentence_of("test.done", "Jo {0}") == "Jo {0} did it"
    with translation.override("de"):
        assert timeline.sentence_of("test.done", "Jo {0}") == "Jo {0} war es"
