"""What agents can do about mail."""

from django.utils.translation import gettext_lazy as _

from activity.kinds import declare

RETRIED = declare("mail.retried", _("{actor} had mail sent again"))
CANCELLED = declare("mail.cancelled", _("{actor} kept mail from being sent"))
TEXT_CHANGED = declare("mail.text-changed", _("{actor} changed the text of a mail"))
