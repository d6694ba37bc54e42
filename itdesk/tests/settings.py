"""What the tests change: a data folder of their own, so that they never touch var/, and cheap passwords."""

import atexit
import os
import shutil
import tempfile

if "PYTEST_XDIST_WORKER" not in os.environ:  # pytest-xdist's processes inherit the folder made here
    for name in [name for name in os.environ if name.startswith("ITDESK_") or name == "EMAIL_URL"]:
        del os.environ[name]
    os.environ["ITDESK_DATA_DIR"] = tempfile.mkdtemp(prefix="itdesk-test-")
    os.environ["PROOF_CACHE"] = os.path.join(os.environ["ITDESK_DATA_DIR"], "made-once")
    atexit.register(shutil.rmtree, os.environ["ITDESK_DATA_DIR"], ignore_errors=True)

from itdesk.settings import *  # noqa: F403
from itdesk.settings import LOGGING, MIDDLEWARE, PASSWORD_HASHERS, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
_inside_compression = MIDDLEWARE.index("itdesk.compression.compress_pages") + 1
MIDDLEWARE = [*MIDDLEWARE[:_inside_compression], "itdesk.tests.canary.watch", *MIDDLEWARE[_inside_compression:]]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
LOGGING = {
    **LOGGING,
    "root": {**LOGGING["root"], "level": "WARNING"},
}  # a failed test shows what failed, not each request
