"""What an authenticator app would show."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value


def code_of(secret, *, seconds=0):
    """The code of so many seconds from now."""
    return format_hotp_value(hotp_value(secret, int(time.time() + seconds) // 30))
