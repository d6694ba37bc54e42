"""A log that could be rewritten is named before it is."""

from django.core.checks import Tags, Warning, register
from django.db import connections

from activity import seal


@register(Tags.database)  # these run only when a database is named, and before migrate, which mends it
def log_is_sealed(app_configs, databases=None, **kwargs):
    for using in databases or []:
        if seal.TABLE in connections[using].introspection.table_names() and not seal.is_in_place(using):
            yield Warning(
                "The database would let events be rewritten: triggers are missing.",
                hint="manage.py migrate puts them back; then look with manage.py verify_log.",
                id="itdesk.W002",
            )
