"""The addresses of the tickets, and of the public page."""

from django.urls import path

from tickets.views import conversation, drafts, imports, lists, live, pages, properties, submit

app_name = "tickets"
urlpatterns = [
    path("submit/", submit.Submit.as_view(), name="submit"),
    path("submit/done/", submit.Submitted.as_view(), name="submitted"),
    path("tickets/", lists.TicketList.as_view(), name="list"),
    path("tickets/new/", pages.NewTicket.as_view(), name="new"),
    path("tickets/bin/", lists.Bin.as_view(), name="bin"),
    path("tickets/changed/", live.Changed.as_view(), name="changed"),
    path("tickets/import/", imports.Imports.as_view(), name="imports"),
    path("tickets/import/<str:key>/", imports.Import.as_view(), name="import"),
    path("tickets/import/<str:key>/rejects/", imports.Rejects.as_view(), name="rejects"),
    path("tickets/<int:number>/", conversation.TicketPage.as_view(), name="detail"),
    path("tickets/<int:number>/here/", live.Here.as_view(), name="here"),
    path("tickets/<int:number>/draft/", drafts.DraftBox.as_view(), name="draft"),
    path("tickets/<int:number>/messages/<int:key>/take-back/", drafts.TakenBack.as_view(), name="take-back"),
    path("tickets/<int:number>/edit/", pages.TicketEdit.as_view(), name="edit"),
    path("tickets/<int:number>/edit/<slug:name>/", properties.PropertyEdit.as_view(), name="property"),
    path("tickets/<int:number>/delete/", pages.TicketDelete.as_view(), name="delete"),
    path("tickets/<int:number>/restore/", pages.TicketRestore.as_view(), name="restore"),
]
