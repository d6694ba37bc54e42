"""How long a password may be: hashing a very long one is work for us and none for whoever sends it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 256  # characters


class MaximumLengthValidator:
    """For settings.AUTH_PASSWORD_VALIDATORS, which the back office and `createsuperuser` ask."""

    def validate(self, password, user=None):
        if len(password) > LONGEST:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self):
        return _("Your password can have at most %(most)d characters.") % {"most": LONGEST}
