"""Who sees a ticket: its requester and participants, their links, and the agents' ways to change that."""

from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField, DateTimeField, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from itdesk.prepared import prepared
from itdesk.web import BadRequest, Modal
from people.actions import find_or_create_person
from tickets import links, requesting
from tickets.models import Link, Participant, Silence
from tickets.requester_forms import ParticipantForm
from tickets.views.pages import OneTicket


class TicketPeople(OneTicket, Modal, TemplateView):
    """A POST names its act: add (by e-mail), or remove, link or revoke for a `person` who is on the ticket."""

    template_name = "tickets/people.html"
    changes = ("ticket-changed",)

    def post(self, request, number):
        acts = {"add": self.add, "remove": self.remove, "link": self.link, "revoke": self.revoke}
        act = request.POST.get("act", "")
        if act not in acts:
            raise BadRequest(_("This form is damaged. Load the page again."))
        return acts[act]() if act == "add" else acts[act](self._person_on_it())

    def add(self):
        form = ParticipantForm(self.request.POST)
        if not form.is_valid():
            return self.again(form=form, status=422)
        email, agent = form.cleaned_data["email"], self.request.user
        try:
            person = find_or_create_person(name=form.cleaned_data["name"] or email, email=email, by=agent)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
            return self.again(form=form, status=422)
        added = requesting.add_participant(self.ticket, person, by=agent)
        said = _("{name} can follow this ticket now.") if added else _("{name} could follow this ticket already.")
        return self.finished(said.format(name=person.name))

    def remove(self, person):
        requesting.remove_participant(self.ticket, person, by=self.request.user)
        return self.finished(_("{name} can follow this ticket no more.").format(name=person.name))

    def link(self, person):
        """The one answer that shows a token: this page is not to be had again."""
        token = links.make_link_for_agent(self.ticket, person, by=self.request.user)
        return self.again(address=links.address_of(token), to=person)

    def revoke(self, person):
        number = links.revoke_links(self.ticket, person, by=self.request.user)
        said = _("The links of {name} lead nowhere now.") if number else _("{name} had no link that works.")
        return self.finished(said.format(name=person.name))

    def finished(self, said):
        return self.done(said, url=self.ticket.get_absolute_url())

    def again(self, *, status=200, **more):
        return self.render_to_response(self.get_context_data(**more), status=status)

    def get_context_data(self, *, form=None, **kwargs):
        context = {"here": "tickets", "ticket": self.ticket, "form": form or ParticipantForm()}
        return super().get_context_data(**context, people=people_of(self.ticket), **kwargs)

    def _person_on_it(self):
        number = self.request.POST.get("person", "")
        people = {str(person.pk): person for person in requesting.on_it(self.ticket)}
        if number not in people:
            raise BadRequest(_("This person is not on the ticket. Load the page again."))
        return people[number]


def people_of(ticket):
    """[{person, is_requester, links, is_silent}]: everybody outside who sees the ticket, with how many of their links work."""
    known = _known_of(ticket=ticket.pk, now=timezone.now())
    has_others = any(what == "participant" for _person, what in known)
    people = requesting.on_it(ticket) if has_others else [ticket.requester] if ticket.requester else []
    return [
        {
            "person": person,
            "is_requester": person.pk == ticket.requester_id,
            "links": known.count((person.pk, "link")),
            "is_silent": (person.pk, "silence") in known,
        }
        for person in people
    ]


@prepared(ticket=BigIntegerField(), now=DateTimeField())
def _known_of(ticket, now):
    links = Link.objects.working(now).filter(ticket=ticket).values_list("person", Value("link"))
    silences = Silence.objects.filter(ticket=ticket).values_list("person", Value("silence"))
    participants = Participant.objects.filter(ticket=ticket).values_list("person", Value("participant"))
    return links.union(silences, participants, all=True)


def requesters_side(ticket):
    """For the page of a ticket_numbered: who sees it, who is written to, what came before and after, and the rating."""
    people = people_of(ticket)
    return {
        "people": people,
        "written_to": [each["person"] for each in people if each["person"].email and not each["is_silent"]],
        "rating": getattr(ticket, "rating", None),
        "follows": getattr(ticket, "follow_up", None),
        "goes_on": getattr(ticket, "followed_by", None),
    }
