"""The addresses of what was sent and what came."""

from typing import Any

app_name = "mail"
urlpatterns: list[Any] = []
