"""The addresses of the log."""

from django.urls import path

from activity import views

app_name = "activity"
urlpatterns = [
    path("", views.Activity.as_view(), name="list"),
    path("<int:pk>/undo/", views.Undo.as_view(), name="undo"),
]
