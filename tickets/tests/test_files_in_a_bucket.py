"""Attachments in a bucket, played by moto: kept, read, swept, and without a row that has no content."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from itdesk.attachments import storage_of
from tickets import actions, files
from tickets.models import Attachment


@pytest.mark.parametrize(
    "url", ["s3:bucket", "s3://", "https://bucket/", "s3://b/?key=secret", "s3://key:secret@bucket/"]
)
def test_an_address_that_makes_no_sense_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="s3://bucket/folder"):
        storage_of(url)


def test_an_address_names_bucket_folder_endpoint_and_region():
    options = storage_of("s3://desk/files/2026?endpoint=https://s3.example.org&region=eu-1")["OPTIONS"]
    assert (options["bucket_name"], options["location"]) == ("desk", "files/2026")
    assert (options["endpoint_url"], options["region_name"]) == ("https://s3.example.org", "eu-1")


@pytest.fixture
def bucket(settings, monkeypatch):
    """An S3 of this test alone."""
    pytest.importorskip("storages.backends.s3")
    moto, boto3 = pytest.importorskip("moto"), pytest.importorskip("boto3")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with moto.mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket="desk")
        settings.STORAGES = {**settings.STORAGES, "default": storage_of("s3://desk/files?region=us-east-1")}
        yield client


def names_in(bucket):
    return [each["Key"] for each in bucket.list_objects_v2(Bucket="desk").get("Contents", [])]


def test_a_file_goes_into_the_bucket_and_comes_out(db, bucket, priya_client, ticket, priya):
    sent = files.keep(SimpleUploadedFile("photo.png", b"pixels"), basket="b", agent=priya)
    actions.reply_to_ticket(ticket, by=priya, text="Here", attached=[sent])
    assert names_in(bucket) == [f"files/{sent.kept_as}"]
    response = priya_client.get(f"/tickets/{ticket.pk}/files/{sent.pk}/")
    assert b"".join(response.streaming_content) == b"pixels" and "attachment" in response["Content-Disposition"]
    bucket.delete_object(Bucket="desk", Key=f"files/{sent.kept_as}")
    assert priya_client.get(f"/tickets/{ticket.pk}/files/{sent.pk}/").status_code == 404


def test_what_waited_too_long_and_what_has_no_row_is_swept(db, bucket, monkeypatch):
    files.keep(SimpleUploadedFile("a.txt", b"a"), basket="b", agent=None)
    default_storage.save("ab/" + "0" * 30, SimpleUploadedFile("b.txt", b"b"))
    Attachment.objects.update(uploaded_at="2020-01-01T00:00:00Z")
    assert files.sweep() == 1 and len(names_in(bucket)) == 1
    assert files.sweep_lost() == 0
    from datetime import timedelta

    monkeypatch.setattr("tickets.files.lost.LOST_AFTER", timedelta(seconds=-60))
    assert files.sweep_lost() == 1 and names_in(bucket) == []


def test_a_bucket_that_refuses_makes_no_row(db, bucket):
    bucket.delete_bucket(Bucket="desk")
    from botocore.exceptions import ClientError

    with pytest.raises(ClientError):
        files.keep(SimpleUploadedFile("a.txt", b"a"), basket="b", agent=None)
    assert not Attachment.objects.exists()


def test_while_the_bucket_does_not_answer_a_reply_comes_back_with_its_words(db, settings, monkeypatch, priya, ticket):
    pytest.importorskip("storages.backends.s3")
    for name, value in {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_MAX_ATTEMPTS": "1"}.items():
        monkeypatch.setenv(name, value)
    away = "s3://desk/files?region=us-east-1&endpoint=http://127.0.0.1:1"
    settings.STORAGES = {**settings.STORAGES, "default": storage_of(away)}
    browser = Client(raise_request_exception=False)
    browser.force_login(priya)
    sent = {
        "kind": "reply",
        "text": "See the photo",
        "after": "0",
        "attachments": SimpleUploadedFile("a.png", b"pixels"),
    }
    answer = browser.post(f"/tickets/{ticket.pk}/", sent, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 503 and b"See the photo" in answer.content
    assert not Attachment.objects.exists() and not ticket.messages.exists()
