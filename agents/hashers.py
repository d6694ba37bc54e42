"""Password hashes that a seed database brings along; each is replaced by our own at the first log-in."""

import base64
import binascii
import hashlib

from django.contrib.auth.hashers import BasePasswordHasher, get_hasher, identify_hasher, make_password, mask_hash
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_noop as _

PBKDF2 = {"sha256": "pbkdf2_sha256", "sha1": "pbkdf2_sha1"}  # Werkzeug's digest: Django's algorithm
MOST_ROUNDS = 10_000_000
MOST_MEMORY = 64 * 2**20  # bytes
LONGEST = 256  # characters, as agents.models.Agent.password has room for


def from_werkzeug(encoded):
    """A Werkzeug hash (`pbkdf2:sha256:150000$salt$hex`, `scrypt:32768:8:1$salt$hex`) in Django's form.

    None when it is of no kind that can be checked here.
    """
    method, _dollar, rest = (encoded or "").partition("$")
    salt, _dollar, digest = rest.partition("$")
    try:
        raw = binascii.unhexlify(digest)
    except ValueError:
        return None
    if not salt or not raw or "$" in digest or len(method) > LONGEST:
        return None
    name, *cost = method.split(":")
    ours = {"pbkdf2": _pbkdf2, "scrypt": _scrypt}.get(name, _unknown)(cost, salt, raw)
    return ours if ours and len(ours) <= LONGEST else None


def even_out(password, encoded):
    """After a wrong try at that hash: one hash of our own kind too, which a name that nobody has costs as well.

    Django leaves a wrong try at a hash of another kind as cheap as that kind is. "" costs nothing: no hash was tried.
    """
    try:
        is_ours = identify_hasher(encoded).algorithm == get_hasher().algorithm
    except ValueError:  # no hash, or of no kind we know: Django has spent one of ours
        return
    if not is_ours:
        make_password(password)


class WerkzeugScrypt(BasePasswordHasher):
    """scrypt as Werkzeug writes it: the salt as text, the digest in hex. Checks; never makes a new hash by choice."""

    algorithm = "werkzeug_scrypt"

    def encode(self, password, salt, n=32768, r=8, p=1):
        digest = hashlib.scrypt(password.encode(), salt=salt.encode(), n=n, r=r, p=p, maxmem=MOST_MEMORY)
        return f"{self.algorithm}${n}${r}${p}${salt}${digest.hex()}"

    def decode(self, encoded):
        algorithm, n, r, p, salt, digest = encoded.split("$", 5)
        return {"algorithm": algorithm, "n": int(n), "r": int(r), "p": int(p), "salt": salt, "hash": digest}

    def verify(self, password, encoded):
        known = self.decode(encoded)
        return constant_time_compare(encoded, self.encode(password, known["salt"], known["n"], known["r"], known["p"]))

    def safe_summary(self, encoded):
        known = self.decode(encoded)
        return {
            _("algorithm"): self.algorithm,
            _("salt"): mask_hash(known["salt"]),
            _("hash"): mask_hash(known["hash"]),
        }

    def harden_runtime(self, password, encoded):
        """Nothing to even out between hashes of this kind; see even_out for those of others."""


def _pbkdf2(cost, salt, raw):
    sound = len(cost) == 2 and cost[0] in PBKDF2 and cost[1].isdecimal() and 0 < int(cost[1]) <= MOST_ROUNDS
    return f"{PBKDF2[cost[0]]}${int(cost[1])}${salt}${base64.b64encode(raw).decode()}" if sound else None


def _scrypt(cost, salt, raw):
    if len(cost) != 3 or not all(part.isdecimal() for part in cost) or len(raw) != 64:
        return None
    n, r, p = map(int, cost)
    fits = n > 1 and n & (n - 1) == 0 and r > 0 and p > 0 and 128 * r * (n + p + 2) <= MOST_MEMORY
    return f"{WerkzeugScrypt.algorithm}${n}${r}${p}${salt}${raw.hex()}" if fits else None


def _unknown(cost, salt, raw):
    return None
