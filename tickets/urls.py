"""The addresses of the tickets, and of the public page."""

from django.urls import path, register_converter

from tickets.views import (
    conversation,
    drafts,
    files,
    imports,
    lists,
    live,
    my_tickets,
    pages,
    people,
    properties,
    submit,
    track,
)


class Anything:
    """Whatever comes for a token: nothing, an odd one or a right one are looked up, and refused, by the same view."""

    regex = r"[\s\S]*"
    to_python = to_url = staticmethod(str)


register_converter(Anything, "anything")
app_name = "tickets"
urlpatterns = [
    path("submit/", submit.Submit.as_view(), name="submit"),
    path("submit/done/", submit.Submitted.as_view(), name="submitted"),
    path("submit/files/", files.PublicBasket.as_view(), name="public-basket"),
    path("my-tickets/", my_tickets.MyTickets.as_view(), name="my-tickets"),
    path("my-tickets/sent/", my_tickets.Sent.as_view(), name="my-tickets-sent"),
    path("track/t/<str:public_id>/", track.Tracked.as_view(), name="tracked"),
    path("track/t/<str:public_id>/files/<anything:file>/", track.TrackedFile.as_view(), name="tracked-file"),
    path("track/<anything:token>", track.Track.as_view(), name="track"),
    path("tickets/", lists.TicketList.as_view(), name="list"),
    path("tickets/new/", pages.NewTicket.as_view(), name="new"),
    path("tickets/files/", files.AgentsBasket.as_view(), name="basket"),
    path("tickets/bin/", lists.Bin.as_view(), name="bin"),
    path("tickets/changed/", live.Changed.as_view(), name="changed"),
    path("tickets/import/", imports.Imports.as_view(), name="imports"),
    path("tickets/import/<str:key>/", imports.Import.as_view(), name="import"),
    path("tickets/import/<str:key>/rejects/", imports.Rejects.as_view(), name="rejects"),
    path("tickets/<int:number>/", conversation.TicketPage.as_view(), name="detail"),
    path("tickets/<int:number>/here/", live.Here.as_view(), name="here"),
    path("tickets/<int:number>/draft/", drafts.DraftBox.as_view(), name="draft"),
    path("tickets/<int:number>/messages/<int:key>/take-back/", drafts.TakenBack.as_view(), name="take-back"),
    path("tickets/<int:number>/files/<int:file>/", files.File.as_view(), name="file"),
    path("tickets/<int:number>/edit/", pages.TicketEdit.as_view(), name="edit"),
    path("tickets/<int:number>/edit/<slug:name>/", properties.PropertyEdit.as_view(), name="property"),
    path("tickets/<int:number>/people/", people.TicketPeople.as_view(), name="people"),
    path("tickets/<int:number>/delete/", pages.TicketDelete.as_view(), name="delete"),
    path("tickets/<int:number>/restore/", pages.TicketRestore.as_view(), name="restore"),
]
