"""What tables a desk has at some state of its migrations, old ones included: the archive follows them, not the models."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from itdesk.backup.errors import Refused
from itdesk.backup.values import KINDS

Migrations = list[tuple[str, str]]  # (app, name)


@dataclass(frozen=True)
class Table:
    """names and kinds of its columns, in their order. key: its primary key's column; is_numbered: the database counts it."""

    name: str
    model: str  # "tickets.ticket"
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    key: str
    is_numbered: bool

    @property
    def is_carried(self) -> bool:
        """Whether a backup holds it: not what passes by itself, such as sessions."""
        return self.model not in settings.BACKUP_LEAVES_OUT


def applied_to(connection: Any) -> Migrations:
    """The migrations that this database has, sorted. Raises Refused when it has one that we do not know."""
    loader = MigrationLoader(connection)
    return known(sorted(loader.applied_migrations), "The database")


def known(migrations: Migrations, whose: str) -> Migrations:
    """The same, or Refused: they are a newer desk's."""
    ours = MigrationLoader(None).disk_migrations
    if strange := [name for name in migrations if name not in ours]:
        first = ".".join(strange[0])
        raise Refused(f"{whose} comes from a newer version of the desk (it has {first}): update this one first.")
    return migrations


def tables_at(migrations: Migrations) -> list[Table]:
    """Every table after these migrations, by name."""
    return _tables_at(tuple(migrations))


@cache
def _tables_at(migrations: tuple[tuple[str, str], ...]) -> list[Table]:
    state = MigrationLoader(None).project_state(list(migrations))
    models = [model for model in state.apps.get_models(include_auto_created=True) if _has_table(model)]
    return sorted((_table(model) for model in models), key=lambda table: table.name)


def last_of_each_app(migrations: Migrations) -> Migrations:
    """Where to migrate to, so that exactly these are applied."""
    wanted = set(migrations)
    graph = MigrationLoader(None).graph
    nodes = [node for node in sorted(wanted) if node in graph.nodes]
    return [node for node in nodes if not any(child.key in wanted for child in _same_app(graph, node))]


def _same_app(graph: Any, node: tuple[str, str]) -> list[Any]:
    return [child for child in graph.node_map[node].children if child.key[0] == node[0]]


def _has_table(model: type[Model]) -> bool:
    return bool(model._meta.managed and not model._meta.proxy)


def _table(model: type[Model]) -> Table:
    fields = [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]
    key = model._meta.pk
    return Table(
        name=model._meta.db_table,
        model=model._meta.label_lower,
        columns=tuple(str(field.column) for field in fields),
        kinds=tuple(_kind(field) for field in fields),
        key=str(key.column),
        is_numbered=_internal_type(key).endswith("AutoField") and not key.is_relation,
    )


def _kind(field: Any) -> str:
    try:
        return KINDS[_internal_type(field)]
    except KeyError:
        raise Refused(
            f"{field} is of a kind that backups do not know: itdesk/backup/values.py has to learn it."
        ) from None


def _internal_type(field: Any) -> str:
    while field.remote_field is not None:
        field = field.target_field
    return str(field.get_internal_type())
