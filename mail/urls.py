"""The addresses of what was sent and what came."""

from django.urls import path

from mail.views import came, outbox

app_name = "mail"
urlpatterns = [
    path("in/", came.MailIn.as_view(), name="in"),
    path("in/<int:arrival>/", came.MailPage.as_view(), name="arrival"),
    path("in/<int:arrival>/source/", came.Source.as_view(), name="source"),
    path("in/<int:arrival>/formatted/", came.Formatted.as_view(), name="formatted"),
    path("in/<int:arrival>/move/", came.Move.as_view(), name="move"),
    path("out/", outbox.Outbox.as_view(), name="outbox"),
    path("out/<int:delivery>/", outbox.SentMail.as_view(), name="sent"),
    path("out/<int:delivery>/page/", outbox.SentMailPage.as_view(), name="sent-page"),
]
