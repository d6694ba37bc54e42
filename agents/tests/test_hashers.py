"""Passwords from a seed database: they open the door once, and are ours from then on."""

import hashlib
from functools import cache

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, identify_hasher

from agents import hashers
from agents.actions import import_agent
from agents.hashers import from_werkzeug
from agents.models import Agent

pytestmark = pytest.mark.any_engine
PASSWORD = "Live-päss"
SALT = "q1W2e3R4t5Y6u7I8"


@cache
def pbkdf2(method="sha256", rounds=1000):
    digest = hashlib.pbkdf2_hmac(method, PASSWORD.encode(), SALT.encode(), rounds)
    return f"pbkdf2:{method}:{rounds}${SALT}${digest.hex()}"


@cache
def scrypt(n=32768, r=8, p=1):
    digest = hashlib.scrypt(PASSWORD.encode(), salt=SALT.encode(), n=n, r=r, p=p, maxmem=132 * 2**20)
    return f"scrypt:{n}:{r}:{p}${SALT}${digest.hex()}"


@pytest.mark.parametrize("hashed", [pbkdf2(), pbkdf2(rounds=150_000), pbkdf2("sha1"), scrypt(), scrypt(16384)])
def test_a_seed_password_is_recognised_and_another_is_not(hashed):
    ours = from_werkzeug(hashed)
    assert check_password(PASSWORD, ours)
    assert not check_password("live-päss", ours)


@pytest.mark.parametrize("hashed", [pbkdf2(), pbkdf2("sha1"), scrypt()])
def test_the_first_log_in_makes_the_hash_our_own(client, db, settings, hashed):
    settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS[1:]  # as in earnest, without the tests' cheap one
    agent = import_agent(
        first_name="Bruno", last_name="Mars", email="b@x.example", password=from_werkzeug(hashed), username="bruno.mars"
    )
    assert client.post("/login/", {"username": "bruno.mars", "password": PASSWORD}).status_code == 302
    agent.refresh_from_db()
    assert identify_hasher(agent.password).algorithm == "argon2"
    client.post("/logout/")
    assert client.post("/login/", {"username": "bruno.mars", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(
    "odd",
    [
        None, "", "$", "$$", "plain", "pbkdf2", "pbkdf2:sha256:1000$salt", "pbkdf2:sha256:1000$salt$", "pbkdf2:sha256:1000$$ab",
        "pbkdf2:sha256:1000$salt$xyz", "pbkdf2:sha256:1000$salt$abc", "pbkdf2:sha256:0$salt$ab", "pbkdf2:sha256:-1$salt$ab",
        "pbkdf2:sha256:99999999999$salt$ab", "pbkdf2:sha256:many$salt$ab", "pbkdf2:sha256$salt$ab", "pbkdf2:md5:1$salt$ab",
        "scrypt:32768:8$salt$" + "ab" * 64, "scrypt:32768:8:1$salt$ab", "scrypt:32767:8:1$salt$" + "ab" * 64,
        "scrypt:1:8:1$salt$" + "ab" * 64, "scrypt:1073741824:8:1$salt$" + "ab" * 64, "scrypt:32768:0:1$salt$" + "ab" * 64,
        "sha1$salt$ab", "md5:1:2$salt$ab", "pbkdf2:sha256:1000$salt$ab$cd", "é$é$é",
        "pbkdf2:sha256:" + "9" * 5000 + "$salt$ab", "scrypt:" + "9" * 5000 + ":8:1$s$" + "ab" * 64,
        "pbkdf2:sha256:1000$" + "salt" * 99 + "$ab",
    ],
)  # fmt: skip
def test_odd_hashes_are_none_of_ours(odd):
    assert from_werkzeug(odd) is None


def test_a_seed_hash_fits_into_its_column():
    longest = Agent._meta.get_field("password").max_length
    assert len(from_werkzeug(scrypt())) <= longest == hashers.LONGEST


def test_whatever_is_brought_along_never_breaks_a_log_in(client, db):
    import_agent(first_name="Old", last_name="Hand", email="old@x.example", password=from_werkzeug("nonsense"))
    assert client.post("/login/", {"username": "old.hand", "password": "nonsense"}).status_code == 422


@pytest.fixture
def hashed(settings, monkeypatch):
    """How often our own kind of hash was made or checked."""
    settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS[1:]  # as in earnest, without the tests' cheap one
    counted, encode, verify = [], Argon2PasswordHasher.encode, Argon2PasswordHasher.verify
    monkeypatch.setattr(Argon2PasswordHasher, "encode", lambda *args: counted.append(1) or encode(*args))
    monkeypatch.setattr(Argon2PasswordHasher, "verify", lambda *args: counted.append(1) or verify(*args))
    return counted


@pytest.mark.parametrize("brought", [pbkdf2(), pbkdf2("sha1"), scrypt(), "nonsense"])
@pytest.mark.parametrize("name", ["old.hand", "old@x.example", "nobody"])
def test_a_wrong_try_at_any_kind_of_hash_costs_one_of_ours(client, db, hashed, brought, name):
    import_agent(first_name="Old", last_name="Hand", email="old@x.example", password=from_werkzeug(brought))
    hashed.clear()
    assert client.post("/login/", {"username": name, "password": "wrong"}).status_code == 422
    assert len(hashed) == 1


def test_a_deactivated_agent_who_is_right_costs_one_of_ours(client, db, hashed):
    import_agent(first_name="Old", last_name="Hand", email="old@x.example", password=from_werkzeug(scrypt()))
    Agent.objects.update(is_active=False)
    hashed.clear()
    assert client.post("/login/", {"username": "old.hand", "password": PASSWORD}).status_code == 422
    assert len(hashed) == 1
