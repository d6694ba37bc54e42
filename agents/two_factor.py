"""The second factor: a code from an app (RFC 6238), or a recovery code on the day the app is lost.

Kept in django-allauth's table, in its form. Each code is taken once, whichever process it reaches.
"""

import base64
import time

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import compare_user_code, format_hotp_value, generate_totp_secret, hotp_value
from django.db import transaction
from django.utils import timezone

TOTP, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES
STEP = 30  # seconds
EARLIER_AND_LATER = (0, -1, 1)  # steps: a phone's clock may be half a minute off (RFC 6238, 5.2)


def new_secret():
    return generate_totp_secret()


def picture_of(agent, secret):
    """What the app scans, as the address of an image: a data: URI."""
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(agent, secret))
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def is_on(agent):
    return Authenticator.objects.filter(user=agent, type=TOTP).exists()


def step_of(secret, code):
    """The number of the half-minute whose code that is; None when it is of none about now."""
    now = int(time.time()) // STEP
    for step in (now + shift for shift in EARLIER_AND_LATER):
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step))):
            return step
    return None


@transaction.atomic
def accept(agent, code):
    """Use a code up: TOTP or RECOVERY, as it was one of the app's or a recovery code; None when it is wrong or used."""
    app = Authenticator.objects.select_for_update().filter(user=agent, type=TOTP).first()
    if app is None:
        return None
    step = step_of(app.data["secret"], code)
    if step is None:
        spare = Authenticator.objects.filter(user=agent, type=RECOVERY).first()
        return RECOVERY if spare and RecoveryCodes(spare).validate_code(code) else None
    if step <= app.data["last_step"]:
        return None
    app.data["last_step"], app.last_used_at = step, timezone.now()
    app.save(update_fields=["data", "last_used_at"])
    return TOTP


def codes_left(agent):
    """How many recovery codes are unused."""
    spare = Authenticator.objects.filter(user=agent, type=RECOVERY).first()
    return len(RecoveryCodes(spare).get_unused_codes()) if spare else 0


def keep(agent, secret, step):
    """Write the app's secret down; the code of that step counts as used. The database refuses a second one."""
    Authenticator.objects.create(user=agent, type=TOTP, data={"secret": secret, "last_step": step})


def make_codes(agent):
    """Ten new recovery codes, in place of those there were."""
    Authenticator.objects.filter(user=agent, type=RECOVERY).delete()
    return RecoveryCodes.activate(agent).generate_codes()


def erase(agent):
    """Forget app and codes; whether there was anything to forget."""
    return Authenticator.objects.filter(user=agent).delete()[0] > 0
