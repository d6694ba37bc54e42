"""The addresses of what was sent and what came."""

from django.urls import path

from mail.views import outbox

app_name = "mail"
urlpatterns = [
    path("out/", outbox.Outbox.as_view(), name="outbox"),
    path("out/<int:delivery>/", outbox.SentMail.as_view(), name="sent"),
    path("out/<int:delivery>/page/", outbox.SentMailPage.as_view(), name="sent-page"),
]
