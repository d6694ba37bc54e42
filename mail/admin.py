"""Mail in the back office."""

from mail import text_admin  # noqa: F401  (registers)
