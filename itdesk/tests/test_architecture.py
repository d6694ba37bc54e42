"""The house keeps its shape: who may import whom, what may delete what, and what is served."""

import ast
import hashlib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import models

from activity.models import Recorded

ROOT = Path(settings.BASE_DIR)
APPS = ["mail", "tickets", "assets", "people", "agents", "activity"]  # each imports only what stands to its right
TOOLKIT = {
    "availability",
    "stopping",
    "web",
    "text",
    "wording",
    "limits",
    "forms",
    "paging",
    "prepared",
    "cells",
    "patience",
    "searching",
    "filtering",
    "options",
    "templatetags",
    "admin",
}  # of itdesk; all may use it
BUILDS = {
    "vendor/bootstrap/css/bootstrap.min.css": "d85327d99c7a3ee1f9b5d0500d1370acea3ad2db39c163c2f51f232baedbdede",
    "vendor/bootstrap/js/bootstrap.bundle.min.js": "e4fd49181388c48ec5040bd3fe66f57c29c8e67fcd8502b3354b96ec7ab47cc7",
}


def modules():
    """(app, path, tree) of every module that is neither a test nor a migration."""
    for app in ("itdesk", *APPS):
        for path in sorted((ROOT / app).rglob("*.py")):
            if not {"tests", "migrations"} & set(path.relative_to(ROOT).parts):
                yield app, path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def imports(tree):
    """The dotted names that a module imports; `from itdesk import paging` is itdesk.paging."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_each_app_imports_only_what_stands_to_its_right():
    wrong = []
    for app, path, tree in modules():
        allowed = set(APPS[APPS.index(app) :]) if app != "itdesk" else set()
        for name in imports(tree):
            first, _dot, rest = name.partition(".")
            if first in APPS and first not in allowed:
                wrong.append(f"{path} imports {name}")
            if first == "itdesk" and app != "itdesk" and rest.split(".")[0] not in TOOLKIT:
                wrong.append(f"{path} imports {name}")
    assert wrong == []


def test_the_test_of_directions_sees_a_wrong_import():
    tree = ast.parse("from tickets.models import Ticket\nimport assets.actions\nfrom itdesk import health")
    assert list(imports(tree)) == ["tickets.models.Ticket", "assets.actions", "itdesk.health"]


def test_no_foreign_key_of_a_recorded_thing_or_an_event_writes_behind_the_door():
    ours = [model for model in apps.get_models() if issubclass(model, Recorded) or model._meta.app_label == "activity"]
    for field in (field for model in ours for field in model._meta.fields if field.is_relation):
        assert field.remote_field.on_delete is models.PROTECT, f"{field} is not PROTECT"


def test_every_tracked_and_derived_name_is_a_field_and_nothing_is_left_out():
    bookkeeping = {"id", "version", "created_at", "updated_at", "submission_key"}
    for model in (model for model in apps.get_models() if issubclass(model, Recorded)):
        fields = {field.name for field in model._meta.fields}
        assert fields == {*model.TRACKED, *model.DERIVED} | (bookkeeping & fields), model


@pytest.mark.parametrize(
    "forbidden", ["fields = '__all__'", 'fields = "__all__"', "mark_safe(f", "filter(**request", "|safe }}"]
)
def test_some_things_are_never_written(forbidden):
    allowed = {"templates/bootstrap5/layout/help_text.html"}  # crispy's own: help texts are ours and may hold markup
    files = [
        path
        for folder in ("templates", "itdesk", *APPS)
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in (".py", ".html")
    ]
    found = [
        str(path.relative_to(ROOT)) for path in files if "tests" not in path.parts and forbidden in path.read_text()
    ]
    assert set(found) <= allowed


@pytest.mark.parametrize("name", BUILDS)
def test_the_packages_ship_the_builds_that_were_looked_at(name):
    path = finders.find(name)
    assert path and hashlib.sha256(Path(path).read_bytes()).hexdigest() == BUILDS[name]


def test_functions_files_and_templates_stay_small():
    """Style: a function of 40 lines must be split, a file of 300 has found its second name, a template of 100 too."""
    large = []
    for _app, path, tree in modules():
        lines = (ROOT / path).read_text().count("\n")
        large += [f"{path}: {lines} lines"] if lines > 300 else []
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > 40:
                large.append(f"{path}:{node.lineno} {node.name}")
    large += [str(path) for path in (ROOT / "templates").rglob("*.html") if path.read_text().count("\n") > 100]
    assert large == []
