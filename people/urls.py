"""The addresses of the people we serve."""

from django.urls import path

from people import views

app_name = "people"
urlpatterns = [
    path("people/", views.PersonList.as_view(), name="list"),
    path("people/new/", views.NewPerson.as_view(), name="new"),
    path("people/<int:pk>/", views.PersonPage.as_view(), name="detail"),
    path("people/<int:pk>/edit/", views.PersonEdit.as_view(), name="edit"),
    path("options/people/", views.PersonOptions.as_view(), name="options"),
]
