"""The desk's own settings, without the part that a sabotage takes away: PROOF_SABOTAGE, PROOF_CONNECTIONS."""

import os

from itdesk import postgresql
from itdesk.settings import *  # noqa: F403
from itdesk.settings import DATABASES

_sabotage = os.environ.get("PROOF_SABOTAGE", "")
_database = DATABASES["default"]
_options = _database["OPTIONS"]

if _sabotage == "synchronous=NORMAL":
    _options["init_command"] = _options["init_command"].replace("synchronous=FULL", "synchronous=NORMAL")
elif _sabotage == "Django's own SQLite settings":
    _database["OPTIONS"] = {}
elif _sabotage == "synchronous_commit=off":
    _options["options"] += " -c synchronous_commit=off"
elif _sabotage == "no timeouts":
    _database["ENGINE"] = "django.db.backends.postgresql"
    _database["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 4}}
elif _sabotage == "Django's own file storage":
    STORAGES = {**STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}  # noqa: F405
elif _sabotage == "a leak":
    MIDDLEWARE = [*MIDDLEWARE, "itdesk.tests.proofs.leak.leaking"]  # noqa: F405
elif _sabotage == "pressed twice is not recognised":
    MIDDLEWARE = [*MIDDLEWARE, "itdesk.tests.proofs.forgetful.forgetful"]

match os.environ.get("PROOF_CONNECTIONS", "pool"):
    case "persistent":
        _options.pop("pool")
        _database["CONN_MAX_AGE"] = None
    case "one each":
        _options.pop("pool")

if "PROOF_LONGEST_ANSWER" in os.environ and _sabotage != "no timeouts":
    postgresql.LONGEST_ANSWER = float(os.environ["PROOF_LONGEST_ANSWER"])  # seconds; the real ones only with --long
