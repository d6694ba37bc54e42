"""What outside scripts and bookmarks rely on: the addresses and the fields of product.md, frozen."""

import re

import pytest
from django.urls import Resolver404, resolve

pytestmark = pytest.mark.any_engine

ADDRESSES = [
    "/", "/submit/", "/submit/done/", "/login/", "/logout/", "/register/",
    "/account/", "/account/password/", "/account/two-factor/", "/account/sessions/", "/account/zone/", "/account/theme/",
    "/tickets/", "/tickets/new/", "/tickets/1/", "/tickets/1/edit/", "/tickets/1/delete/", "/tickets/1/restore/",
    "/tickets/bin/",
    "/assets/", "/assets/new/", "/assets/bin/", "/assets/AS1/", "/assets/AS1/edit/", "/assets/AS1/delete/",
    "/assets/AS1/restore/",
    "/people/", "/people/1/", "/people/1/edit/", "/agents/", "/agents/hr-code/", "/activity/", "/admin/",
    "/healthz/", "/readyz/",
]  # fmt: skip
FOR_ALL = ["/submit/", "/login/", "/register/", "/password/reset/", "/password/reset/sent/", "/healthz/", "/readyz/"]
FIELDS = {
    "/submit/": {"name", "email", "asset_tag", "category", "subject", "description"},
    "/login/": {"username", "password"},
    "/register/": {"first_name", "last_name", "email", "password1", "password2", "hr_code"},
    "/agents/hr-code/": {"code"},
    "/password/reset/": {"email"},
    "/account/password/": {"old_password", "password1", "password2"},
    "/account/": {"first_name", "last_name", "email", "password", "zone", "theme"},
}
REQUIRED = {
    "/submit/": {"name", "email", "category", "subject"},
    "/login/": {"username", "password"},
    "/register/": {"first_name", "last_name", "email", "password1", "password2", "hr_code"},
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_address_is_there(address):
    try:
        resolve(address)
    except Resolver404:
        pytest.fail(f"{address} is gone, and outside scripts rely on it")


@pytest.mark.parametrize("address", FOR_ALL)
def test_the_address_is_open_to_strangers(client, db, address):
    assert client.get(address).status_code == 200


@pytest.fixture
def open_desk(db):
    from agents import actions

    actions.change_hr_code("Alpha 2025", by=None)


@pytest.mark.parametrize("address", FIELDS)
def test_the_fields_keep_their_names(client, priya, open_desk, address):
    if address not in FOR_ALL:
        client.force_login(priya)
    page = client.get(address).content.decode()
    assert FIELDS[address] <= set(re.findall(r'name="(\w+)"', page))


@pytest.mark.parametrize("address", REQUIRED)
def test_nothing_else_became_required(client, open_desk, address):
    response = client.post(address, {})
    assert response.status_code == 422
    assert {name for name, errors in response.context["form"].errors.items() if errors} <= REQUIRED[address] | {"login"}
