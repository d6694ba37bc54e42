"""The addresses of the tickets, and of the public page."""

from django.urls import path

from tickets.views import conversation, files, imports, lists, pages, submit

app_name = "tickets"
urlpatterns = [
    path("submit/", submit.Submit.as_view(), name="submit"),
    path("submit/done/", submit.Submitted.as_view(), name="submitted"),
    path("submit/files/", files.PublicBasket.as_view(), name="public-basket"),
    path("tickets/", lists.TicketList.as_view(), name="list"),
    path("tickets/new/", pages.NewTicket.as_view(), name="new"),
    path("tickets/files/", files.AgentsBasket.as_view(), name="basket"),
    path("tickets/bin/", lists.Bin.as_view(), name="bin"),
    path("tickets/import/", imports.Imports.as_view(), name="imports"),
    path("tickets/import/<str:key>/", imports.Import.as_view(), name="import"),
    path("tickets/import/<str:key>/rejects/", imports.Rejects.as_view(), name="rejects"),
    path("tickets/<int:number>/", conversation.TicketPage.as_view(), name="detail"),
    path("tickets/<int:number>/files/<int:file>/", files.File.as_view(), name="file"),
    path("tickets/<int:number>/edit/", pages.TicketEdit.as_view(), name="edit"),
    path("tickets/<int:number>/delete/", pages.TicketDelete.as_view(), name="delete"),
    path("tickets/<int:number>/restore/", pages.TicketRestore.as_view(), name="restore"),
]
