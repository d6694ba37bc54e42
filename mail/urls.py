"""The addresses of what was sent and what came."""

from django.urls import path

from mail import views

app_name = "mail"
urlpatterns = [
    path("in/", views.MailIn.as_view(), name="in"),
    path("in/<int:arrival>/", views.MailPage.as_view(), name="arrival"),
    path("in/<int:arrival>/source/", views.Source.as_view(), name="source"),
    path("in/<int:arrival>/formatted/", views.Formatted.as_view(), name="formatted"),
    path("in/<int:arrival>/move/", views.Move.as_view(), name="move"),
]
