"""The edit window: opening and saving changes nothing; two agents merge, or are asked; nothing typed is lost."""

import pytest

from activity import record, undo
from activity.models import Event
from people.actions import edit_person, find_or_create_person
from people.models import Person
from tickets import actions, events
from tickets.models import Ticket

HTMX = {"HX-Request": "true", "HX-Target": "modal"}


def filled(client, ticket):
    """What a browser would post from the edit window as it stands."""
    form = client.get(f"/tickets/{ticket.pk}/edit/").context["form"]
    return everything(form)


def everything(form):
    """Every field of a form, and beside each what it showed, as a browser posts them."""
    answers = {bound.html_name: "" if bound.value() is None else str(bound.value()) for bound in form}
    shown = form.data if form.is_bound else answers
    return answers | {
        bound.html_initial_name: shown.get(bound.html_initial_name if form.is_bound else bound.html_name, "")
        for bound in form
        if bound.name != "seen"
    }


def post(client, ticket, answers, headers=HTMX):
    return client.post(f"/tickets/{ticket.pk}/edit/", answers, headers=headers)


def test_it_is_a_page_and_the_same_address_is_a_modal(priya_client, ticket):
    page = priya_client.get(f"/tickets/{ticket.pk}/edit/")
    modal = priya_client.get(f"/tickets/{ticket.pk}/edit/", headers=HTMX)
    assert b"<html" in page.content and b"<html" not in modal.content
    assert b'name="subject"' in page.content and b'name="subject"' in modal.content
    assert "HX-Request" in page["Vary"] and "HX-Request" in modal["Vary"]


def test_opening_and_saving_unchanged_makes_no_event(priya_client, ticket):
    response = post(priya_client, ticket, filled(priya_client, ticket))
    assert response.status_code == 200 and "already so" in response.content.decode()
    assert Event.objects.about(ticket).count() == 1


def test_saving_answers_htmx_with_a_toast_and_a_browser_with_a_redirect(priya_client, ticket):
    answers = filled(priya_client, ticket)
    toast = post(priya_client, ticket, answers | {"priority": "p1"})
    assert toast.status_code == 200 and "ticket-changed" in toast["HX-Trigger"] and b"/undo/" in toast.content
    page = post(priya_client, ticket, answers | {"priority": "p2", "seen": "2"}, headers={})
    assert page.status_code == 302 and page["Location"] == f"/tickets/{ticket.pk}/"


def test_different_fields_merge_and_the_page_says_so(priya_client, ticket, sam):
    answers = filled(priya_client, ticket)
    actions.edit_ticket(ticket, by=sam, priority="p1")
    said = post(priya_client, ticket, answers | {"subject": "Printer on 3 jams"}).content.decode()
    ticket.refresh_from_db()
    assert (ticket.subject, ticket.priority) == ("Printer on 3 jams", "p1")
    assert "Sam Okafor changed Priority while you were editing; both are kept." in said


def test_the_same_field_asks_and_shows_both(priya_client, ticket, sam):
    answers = filled(priya_client, ticket)
    actions.edit_ticket(ticket, by=sam, subject="Sam's words")
    response = post(priya_client, ticket, answers | {"subject": "Priya's words"})
    text = response.content.decode()
    assert response.status_code == 409
    assert "Sam&#x27;s words" in text and "Priya&#x27;s words" in text and "Sam Okafor edited this" in text
    assert response.context["form"]["seen"].value() == "2" or response.context["form"]["seen"].value() == 2


def test_after_being_asked_the_second_save_keeps_the_others_other_edits(priya_client, ticket, sam):
    answers = filled(priya_client, ticket)
    actions.edit_ticket(ticket, by=sam, subject="Sam's", priority="p1", description="Sam's too")
    asked = post(priya_client, ticket, answers | {"subject": "Priya's", "type": "service-request"})
    form = asked.context["form"]
    again = everything(form)
    assert (again["subject"], again["priority"], again["type"]) == ("Priya's", "p1", "service-request")
    assert post(priya_client, ticket, again).status_code == 200
    ticket.refresh_from_db()
    assert (ticket.subject, ticket.priority, ticket.description) == ("Priya's", "p1", "Sam's too")
    assert ticket.type == "service-request"


def test_while_choosing_a_third_save_is_asked_about_again(priya_client, ticket, sam):
    answers = filled(priya_client, ticket)
    actions.edit_ticket(ticket, by=sam, subject="Second")
    form = post(priya_client, ticket, answers | {"subject": "Mine"}).context["form"]
    again = everything(form)
    actions.edit_ticket(ticket, by=sam, subject="Third")
    assert post(priya_client, ticket, again).status_code == 409


@pytest.mark.parametrize(
    ("field", "theirs", "mine"),
    [
        ("status", {"status": "closed"}, {"status": "pending"}),
        ("category", {"category": "software"}, {"category": "network"}),
        ("asset_tag", {"asset_tag": "AS1"}, {"asset_tag": "AS2"}),
        ("email", {"requester_email": "a@a.example", "requester_name": "A"}, {"email": "b@b.example"}),
        ("description", {"description": "one\ntwo"}, {"description": "three\nfour"}),
    ],
)
def test_every_kind_of_field_can_be_asked_about(priya_client, ticket, sam, field, theirs, mine):
    from tickets.models import Category

    answers = filled(priya_client, ticket)
    if field == "category":
        theirs = {"category": Category.objects.get(slug="software")}
    actions.edit_ticket(ticket, by=sam, **theirs)
    response = post(priya_client, ticket, answers | mine)
    assert response.status_code == 409 and field in response.context["clashing"]
    form = response.context["form"]
    again = everything(form)
    assert post(priya_client, ticket, again).status_code == 200


def test_an_unclean_post_comes_back_with_everything_typed(priya_client, ticket):
    response = post(
        priya_client, ticket, filled(priya_client, ticket) | {"subject": "", "description": "Half an hour of typing"}
    )
    assert response.status_code == 422
    assert b"Half an hour of typing" in response.content and b'aria-invalid="true"' in response.content


def test_a_form_without_the_version_it_saw_is_refused(priya_client, ticket):
    answers = filled(priya_client, ticket)
    del answers["seen"]
    assert post(priya_client, ticket, answers | {"subject": "x"}).status_code == 422


def test_a_form_from_the_future_is_refused(priya_client, ticket):
    assert post(priya_client, ticket, filled(priya_client, ticket) | {"subject": "x", "seen": "99"}).status_code == 422


def test_assigning_and_unassigning_by_username(priya_client, ticket, priya):
    post(priya_client, ticket, filled(priya_client, ticket) | {"assignee": "priya"})
    ticket.refresh_from_db()
    assert (ticket.assignee, ticket.status) == (priya, "open")
    post(priya_client, ticket, filled(priya_client, ticket) | {"assignee": ""})
    assert Ticket.objects.get(pk=ticket.pk).assignee is None


def test_a_deactivated_assignee_stays_until_somebody_changes_it(priya_client, ticket, sam, priya):
    actions.assign_ticket(ticket, sam, by=priya)
    sam.is_active = False
    sam.save()
    assert post(priya_client, ticket, filled(priya_client, ticket) | {"priority": "p1"}).status_code == 200
    other = actions.submit_ticket(name="J", email="j@a.example", subject="x", category=ticket.category)
    assert post(priya_client, other, filled(priya_client, other) | {"assignee": "sam"}).status_code == 422


def test_only_declared_fields_change(priya_client, ticket):
    names = {field.name: "1" for field in Ticket._meta.fields if field.name not in filled(priya_client, ticket)}
    post(priya_client, ticket, filled(priya_client, ticket) | names)
    assert Event.objects.about(ticket).count() == 1


def test_pending_takes_its_reason_along(priya_client, ticket):
    more = {"status": "pending", "pending_reason": "supplier", "pending_until": "2026-12-24"}
    post(priya_client, ticket, filled(priya_client, ticket) | more)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.pending_reason, str(ticket.pending_until)) == ("pending", "supplier", "2026-12-24")
    assert post(priya_client, ticket, filled(priya_client, ticket)).status_code == 200
    assert Event.objects.about(ticket).count() == 2


def test_a_flawed_import_can_still_be_worked(priya_client, hardware, priya):
    old = Ticket(
        subject="Old", category=hardware, name_as_given="", source="import", external_id="7", external_source="seed"
    )
    record.created(old, events.IMPORTED, by=None)
    assert post(priya_client, old, filled(priya_client, old)).status_code == 200
    assert Event.objects.about(old).count() == 1
    assert post(priya_client, old, filled(priya_client, old) | {"status": "closed"}).status_code == 200
    old.refresh_from_db()
    assert old.status == "closed" and old.requester is None


def test_a_requester_without_a_valid_address_survives_an_edit(priya_client, hardware, priya):
    person = find_or_create_person(name="Dirty Harry", email="harry@", by=None)
    ticket = actions.enter_ticket(by=priya, name="Dirty Harry", email="harry@", subject="x", category=hardware)
    assert ticket.requester == person
    post(priya_client, ticket, filled(priya_client, ticket) | {"priority": "p1", "name": "Harry"})
    ticket.refresh_from_db()
    assert (ticket.requester, ticket.priority, ticket.name_as_given) == (person, "p1", "Harry")


def test_the_window_carries_what_it_showed(priya_client, ticket):
    html = priya_client.get(f"/tickets/{ticket.pk}/edit/", headers=HTMX).content.decode()
    assert 'name="initial-subject" value="Printer jams"' in html and 'name="initial-seen"' not in html


def test_a_requesters_address_that_changed_meanwhile_is_not_changed_back(priya_client, ticket, jo, sam):
    answers = filled(priya_client, ticket)
    edit_person(jo, by=sam, email="jo.new@alpha.example")
    assert post(priya_client, ticket, answers | {"priority": "p1"}).status_code == 200
    ticket.refresh_from_db()
    assert (ticket.requester, ticket.priority, Person.objects.count()) == (jo, "p1", 1)


def test_what_nobody_touched_is_never_refused(priya_client, ticket, sam, priya, hardware):
    actions.assign_ticket(ticket, sam, by=priya)
    answers = filled(priya_client, ticket)
    sam.is_active = False
    sam.save()
    actions.assign_ticket(ticket, None, by=priya)
    assert post(priya_client, ticket, answers | {"subject": "Other"}).status_code == 200
    ticket.refresh_from_db()
    assert (ticket.subject, ticket.assignee) == ("Other", None)


def test_an_unknown_requester_whom_somebody_names_meanwhile_is_kept(priya_client, hardware, sam):
    old = Ticket(subject="Old", category=hardware, source="import", external_id="8", external_source="seed")
    record.created(old, events.IMPORTED, by=None)
    answers = filled(priya_client, old)
    actions.edit_ticket(old, by=sam, requester_name="Ann Lee", requester_email="ann@alpha.example")
    assert post(priya_client, old, answers | {"subject": "New words"}).status_code == 200
    old.refresh_from_db()
    assert (old.subject, old.requester.name) == ("New words", "Ann Lee")


def test_a_wait_that_ended_meanwhile_asks_instead_of_dropping_the_day(priya_client, ticket, sam):
    actions.edit_ticket(ticket, by=sam, status="pending", pending_reason="parts")
    answers = filled(priya_client, ticket)
    actions.resolve_ticket(ticket, by=sam)
    asked = post(priya_client, ticket, answers | {"pending_until": "2026-12-24"})
    assert asked.status_code == 409 and "status" in asked.context["clashing"]
    assert post(priya_client, ticket, everything(asked.context["form"])).status_code == 200
    ticket.refresh_from_db()
    assert (ticket.status, str(ticket.pending_until)) == ("pending", "2026-12-24")


def test_what_went_with_a_save_is_not_said_to_be_kept(priya_client, ticket, sam):
    actions.edit_ticket(ticket, by=sam, status="pending", pending_reason="parts")
    answers = filled(priya_client, ticket)
    actions.edit_ticket(ticket, by=sam, pending_reason="supplier", priority="p1")
    said = post(priya_client, ticket, answers | {"status": "resolved"}).content.decode()
    assert "Sam Okafor changed Priority while" in said and "had set meanwhile went with it: Pending reason" in said


def test_a_save_after_the_bin_keeps_what_was_typed_and_can_be_sent_again(priya_client, ticket, sam):
    answers = filled(priya_client, ticket) | {"description": "Half an hour of typing"}
    actions.bin_ticket(ticket, by=sam)
    late = post(priya_client, ticket, answers)
    assert late.status_code == 404 and b"Half an hour of typing" in late.content and b"moved to the bin" in late.content
    actions.restore_ticket(ticket, by=sam)
    assert post(priya_client, ticket, answers).status_code == 200


def test_a_name_and_its_address_travel_together(priya_client, ticket, sam):
    answers = filled(priya_client, ticket)
    actions.edit_ticket(ticket, by=sam, requester_name="Ann Lee", requester_email="ann@alpha.example")
    asked = post(priya_client, ticket, answers | {"email": "jo.park@alpha.example"})
    assert asked.status_code == 409
    assert post(priya_client, ticket, everything(asked.context["form"])).status_code == 200
    assert not Person.objects.filter(name="Ann Lee", email="jo.park@alpha.example").exists()


def test_undoing_a_wait_ends_all_of_it(ticket, priya):
    first = actions.edit_ticket(ticket, by=priya, status="pending", pending_reason="parts")
    actions.edit_ticket(ticket, by=priya, pending_until="2026-12-24")
    undo.undo(first, by=priya)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.pending_reason, ticket.pending_until) == ("new", "", None)


def test_a_ticket_can_be_entered_for_somebody_whose_address_is_none(priya_client, db):
    person = find_or_create_person(name="Dirty Harry", email="harry@", by=None)
    new = {"name": "Dirty Harry", "email": "harry@", "subject": "x", "category": "hardware", "status": "new",
           "type": "incident", "priority": "p3"}  # fmt: skip
    assert priya_client.post("/tickets/new/", new).status_code == 302
    assert Ticket.objects.get().requester == person
