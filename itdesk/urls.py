"""Every address of the desk; each app names its own."""

from django.contrib import admin
from django.urls import include, path

from itdesk import health
from itdesk.home import Home

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("", include("agents.urls")),
    path("", include("tickets.urls")),
    path("", include("assets.urls")),
    path("", include("people.urls")),
    path("activity/", include("activity.urls")),
    path("mail/", include("mail.urls")),
    path("healthz/", health.alive, name="healthz"),
    path("readyz/", health.ready, name="readyz"),
    path("admin/", admin.site.urls),
]
handler400 = "itdesk.errors.bad_request"
handler403 = "itdesk.errors.forbidden"
handler404 = "itdesk.errors.not_found"
handler500 = "itdesk.errors.server_error"
