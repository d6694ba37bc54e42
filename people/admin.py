"""People in the back office: to look at. They are changed on their own pages, where every change is logged."""

from django.contrib import admin

from activity.admin import RecordedAdmin
from people.models import Person


@admin.register(Person)
class PersonAdmin(RecordedAdmin):
    list_display = ("name", "email", "email_as_given", "phone", "location", "updated_at")
    ordering = ("name_key", "pk")
