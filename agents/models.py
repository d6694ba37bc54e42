"""The people who answer, where they are logged in, the code that admits new ones, and what slows guessing down."""

import hashlib
import hmac
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from agents import devices
from itdesk.prepared import prepared
from itdesk.text import fold

SPOKEN_FOR = {"me", "none"}  # the ticket list's filter means something else by these usernames


NAMED = ("username", "first_name", "last_name")


class AgentQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def by_name(self):
        return self.order_by(Lower("first_name"), Lower("last_name"), "username")

    def named(self):
        """[(username, name)] in order of names."""
        return _with_names(self.by_name().values_list(*NAMED))

    def active_first(self):
        return self.order_by("-is_active", Lower("first_name"), Lower("last_name"), "username")

    def with_open_tickets(self):
        """Each agent with `open_tickets`, counted off the index of active tickets (tickets reaches us, not we it)."""
        tickets = self.model._meta.get_field("tickets").related_model.objects.active()
        count = (
            tickets.filter(assignee=OuterRef("pk")).order_by().values("assignee").annotate(n=Count("pk")).values("n")
        )
        return self.annotate(open_tickets=Coalesce(Subquery(count), 0))

    def called(self, name):
        """The agent whom that name means at log-in, a username or an address; None when nobody has it."""
        if "\0" in name:
            return None
        by_address = self.filter(email=name.strip().lower()).exclude(email="").first()
        return by_address or self.filter(username__iexact=name).first()


class AgentManager(UserManager.from_queryset(AgentQuerySet)):  # type: ignore[misc]
    def active_named(self):
        """active().named(), for every page that offers them."""
        return _with_names(_active_names())

    @classmethod
    def normalize_email(cls, email):
        return (email or "").strip().lower()


class Theme(models.TextChoices):
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")
    SYSTEM = "system", _("System")


class ListAs(models.TextChoices):
    CARDS = "cards", _("Cards")
    TABLE = "table", _("Table")


class Notices(models.TextChoices):
    """When an agent is mailed about something."""

    NOW = "now", _("At once")
    HOURLY = "hourly", _("Once an hour, in one mail")
    NONE = "none", _("Not at all")


class Agent(AbstractUser):
    """Signs in and works the tickets. A deactivated agent can't sign in and keeps their history."""

    username = models.CharField(
        _("username"),
        max_length=150,
        unique=True,
        validators=[ASCIIUsernameValidator()],  # ASCII: look-alike letters would make look-alike colleagues
        error_messages={"unique": _("An agent with that username exists already.")},
    )
    email = models.EmailField(_("e-mail"))
    password = models.CharField(_("password"), max_length=256)  # Django's 128 is too short for a seed's scrypt hash
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)  # an IANA name; empty until it is known
    theme = models.CharField(_("theme"), max_length=6, choices=Theme, blank=True)  # empty: never chosen
    assets_as = models.CharField(_("assets as"), max_length=5, choices=ListAs, blank=True)  # empty: never chosen

    own_notices = models.CharField(_("about own tickets"), max_length=6, choices=Notices, default=Notices.NOW)
    new_tickets = models.CharField(
        _("about new tickets that nobody has"), max_length=6, choices=Notices, default=Notices.HOURLY
    )

    objects = AgentManager()

    class Meta:
        verbose_name = _("agent")
        verbose_name_plural = _("agents")
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=~Q(email=""),
                name="one_agent_per_email",
                violation_error_message=_("An agent already uses this address."),
            ),
            models.UniqueConstraint(
                Lower("username"),
                name="one_agent_per_username",
                violation_error_message=_("An agent with that username exists already."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.username.lower() in SPOKEN_FOR:
            raise ValidationError({"username": _("The list of tickets means something else by that name.")})

    @property
    def name(self):
        return self.get_full_name() or self.username

    @property
    def zone(self):
        """The agent's time zone; None while it is unknown, or when this machine no longer knows it."""
        try:
            return ZoneInfo(self.time_zone) if self.time_zone else None
        except (KeyError, ValueError, OSError):
            return None


class SessionQuerySet(models.QuerySet):
    def open(self):
        """Those that still let somebody in: used within 8 hours, begun within 7 days (settings)."""
        now = timezone.now()
        begun_after = now - timedelta(seconds=settings.SESSION_LONGEST)
        return self.filter(expire_date__gt=now, started_at__gt=begun_after)

    def latest_first(self):
        return self.order_by("-seen_at", "session_key")


class Session(AbstractBaseSession):
    """Somebody's browser, as Django keeps it; beside the data, whose it is and where they sit (agents/sessions.py)."""

    agent = models.ForeignKey(Agent, models.CASCADE, null=True, related_name="sessions")
    device = models.CharField(max_length=200, blank=True)  # what the browser calls itself
    address = models.GenericIPAddressField(null=True)
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    objects = BaseSessionManager.from_queryset(SessionQuerySet)()

    @classmethod
    def get_session_store_class(cls):
        from agents.sessions import SessionStore

        return SessionStore

    @property
    def handle(self):
        """What a page calls this session: its key would let whoever reads it in."""
        return salted_hmac(__name__, self.session_key, algorithm="sha256").hexdigest()[:32]

    @property
    def device_in_words(self):
        return devices.in_words(self.device)


class HRCodeManager(models.Manager):
    def hidden(self):
        """When the code was changed and by whom, without the code; None when there is none."""
        return self.defer("code").select_related("changed_by").first()

    def admits(self, typed):
        """Whether that is the code, whatever its case, in constant time. Without a code nobody is admitted."""
        code = self.values_list("code", flat=True).first()
        ours, theirs = (hashlib.sha256(fold(text).encode()).digest() for text in (code or "", typed))
        return hmac.compare_digest(ours, theirs) and code is not None


class HRCode(models.Model):
    """The one code that admits new agents (seed row S11). No row: registration is closed."""

    code = models.CharField(_("HR code"), max_length=100)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+", verbose_name=_("changed by"))
    only = models.BooleanField(default=True, unique=True, editable=False)  # at most one row

    objects = HRCodeManager()

    class Meta:
        verbose_name = _("HR code")
        verbose_name_plural = _("HR code")

    def __str__(self):
        return str(_("HR code"))


class Attempts(models.Model):
    """How often something limited was tried by one key within one window of time (agents/throttle.py)."""

    key = models.CharField(max_length=100)
    window = models.BigIntegerField()  # the window's number: seconds since the epoch divided by its length
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = _("attempts")
        verbose_name_plural = _("attempts")
        constraints = [models.UniqueConstraint(fields=["key", "window"], name="one_counter_per_window")]
        indexes = [models.Index(fields=["ends_at"], name="attempts_over")]

    def __str__(self):
        return f"{self.key}: {self.count}"


class ResetWish(models.Model):
    """Somebody wants to choose a new password for this address. Whether anybody has it is looked up later, by the worker."""

    address = models.EmailField(_("address"))
    wished_at = models.DateTimeField(_("wished"), default=timezone.now)

    class Meta:
        verbose_name = _("wish for a new password")
        verbose_name_plural = _("wishes for a new password")

    def __str__(self):
        return f"#{self.pk}"


@prepared()
def _active_names():
    return Agent.objects.active().by_name().values_list(*NAMED)


def _with_names(rows):
    return [(username, f"{first} {last}".strip() or username) for username, first, last in rows]
