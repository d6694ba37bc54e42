"""ITDESK_ATTACHMENTS_URL as a person writes it: where attachments are kept."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured

OPTIONS = {"endpoint": "endpoint_url", "region": "region_name"}


def storage_of(url: str) -> dict[str, Any]:
    """What STORAGES has for it: the data folder for "", or a bucket for `s3://bucket/folder?endpoint=…&region=…`.

    Raises ImproperlyConfigured.
    """
    if not url:
        return {"BACKEND": "tickets.files.storage.OnDisk"}
    where = urlsplit(url)
    asked = {name: values[-1] for name, values in parse_qs(where.query).items()}
    if where.scheme != "s3" or not where.hostname or where.username or asked.keys() - OPTIONS.keys():
        raise ImproperlyConfigured(
            f"ITDESK_ATTACHMENTS_URL is {url!r}; write s3://bucket/folder, and ?endpoint=https://… or region=… if need be."
        )
    options = {
        "bucket_name": where.hostname,
        "location": where.path.strip("/"),
        "default_acl": None,  # the bucket's own, which is nobody's but its owner's
        "file_overwrite": False,
        "querystring_auth": True,
    }
    named = {OPTIONS[name]: value for name, value in asked.items()}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options | named}
