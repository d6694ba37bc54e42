"""Whatever somebody uploads, no browser takes it for a page, a script or a style of ours (trust, D2, C2)."""

import hypothesis
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from hypothesis import strategies as st

from tickets import files, search
from tickets.models import Attachment
from tickets.tests.tracking import holder_of

pytestmark = pytest.mark.any_engine

EXTENSIONS = """
    html htm xhtml xht shtml mhtml mht svg svgz xml xsl xslt rss atom js mjs cjs json map css php phtml asp aspx jsp cgi
    pl py sh bat cmd ps1 vbs wsf hta exe dll msi jar class swf pdf eps doc docm docx xls xlsm odt rtf csv txt md log png
    jpg jpeg gif webp bmp ico tif mp4 webm zip url lnk desktop htaccess wasm webmanifest
""".split()  # noqa: SIM905
SCRIPT = b"<script>alert(document.domain)</script>"
POLYGLOTS = {
    "page": b"<!doctype html>" + SCRIPT,
    "page after blanks": b" " * 600 + b"<html>" + SCRIPT,
    "drawing": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>",
    "xml": b'<?xml version="1.0"?><?xml-stylesheet href="javascript:alert(1)"?><a xmlns="http://www.w3.org/1999/xhtml">'
    + SCRIPT,
    "gif and script": b"GIF89a/*" + SCRIPT + b"*/=1;alert(1)",
    "png and page": b"\x89PNG\r\n\x1a\n" + SCRIPT,
    "jpeg and page": b"\xff\xd8\xff\xe0" + SCRIPT,
    "pdf and page": b"%PDF-1.7 " + SCRIPT,
    "utf-7": b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "utf-16": "\ufeff<script>alert(1)</script>".encode("utf-16"),
    "nothing known": bytes(range(1, 256)),
}
MAY_BE_SHOWN = {"image/png", "image/jpeg", "image/gif", "image/webp"}


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "attachments"


@pytest.fixture
def attach(ticket, priya):
    """Makes a file one of the ticket's, with whatever type the browser says."""

    def attached(name, content, said="text/html"):
        upload = SimpleUploadedFile(name, content, content_type=said)
        file = files.keep(upload, basket="b", agent=priya)
        Attachment.objects.filter(pk=file.pk).update(ticket=ticket)
        return f"/tickets/{ticket.pk}/files/{file.pk}/"

    yield attached
    search.write([ticket.pk])


def assert_harmless(response, types):
    headers = response.headers
    assert response.status_code == 200 and headers["Content-Type"] in types
    assert headers["Content-Disposition"].startswith("attachment; ")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Content-Encoding" not in headers


@pytest.mark.parametrize("kind", POLYGLOTS)
def test_no_file_is_ever_shown_as_a_page(priya_client, attach, kind):
    assert len(EXTENSIONS) >= 60
    for number, extension in enumerate(EXTENSIONS):
        path = attach(f"{number}.{extension}", POLYGLOTS[kind] + extension.encode())
        assert_harmless(priya_client.get(path), {"application/octet-stream"})
        Attachment.objects.all().update(basket="other")  # a basket is soon full
        preview = priya_client.get(f"{path}?preview")
        if kind in ("gif and script", "png and page", "jpeg and page"):
            assert_harmless(preview, MAY_BE_SHOWN)
        else:
            assert preview.status_code == 404


def test_the_policy_of_a_file_is_its_own_and_no_second_one(priya_client, attach):
    response = priya_client.get(attach("a.html", SCRIPT))
    assert "script-src" not in response["Content-Security-Policy"] and response["Cache-Control"] == "no-store"


def test_a_polyglot_runs_nothing_in_chromium(page, live_server, priya_client, attach, transactional_db):
    paths = [attach(f"{number}.html", content) for number, content in enumerate(POLYGLOTS.values())][:9]
    cookie = priya_client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    said = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.goto(f"{live_server.url}/tickets/")
    for path in paths:
        for query in ("", "?preview"):
            source = f"{path}{query}"
            ran = page.evaluate(
                """(source) => new Promise((tell) => {
                    const script = document.createElement("script");
                    Object.assign(script, { src: source, onload: () => tell("ran"), onerror: () => tell("refused") });
                    document.head.append(script);
                })""",
                source,
            )
            assert ran == "refused", source
        with page.expect_download() as download:
            page.evaluate("(source) => { location.href = source; }", path)
        assert download.value.url.endswith(path)
    assert said == [] and page.url.endswith("/tickets/")


BOUNDARY = "b"
ODD = st.one_of(
    st.sampled_from(
        [
            b"",
            b".",
            b"..",
            b"/",
            b"\\",
            b"\0",
            b"\xff\xfe",
            b"a\r\nb",
            b"x" * 5000,
            b"\xe2\x80\x8b",
            b"CON",
            b"%00",
            b"&lt;",
        ]
    ),
    st.binary(max_size=30),
    st.text(max_size=30).map(lambda text: text.encode(errors="surrogatepass")),
)


@pytest.mark.parametrize(
    "path", ["/submit/", "/submit/files/", "/tickets/files/", "/tickets/new/", "/tickets/{number}/", "{tracked}"]
)
def test_whatever_a_file_is_called_or_said_to_be_is_no_server_error(priya_client, ticket, jo, settings, path):
    settings.UPLOAD_LIMIT, settings.SUBMIT_LIMITS = 0, "off"
    holder, tracked = holder_of(ticket, jo)
    client = holder if "tracked" in path else priya_client

    @hypothesis.settings(
        max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(hypothesis.HealthCheck)
    )
    @hypothesis.given(ODD, ODD, ODD, ODD)
    def fuzz(name, kind, basket, content):
        body = (
            b'--b\r\nContent-Disposition: form-data; name="act"\r\n\r\nreply\r\n'
            b'--b\r\nContent-Disposition: form-data; name="basket"\r\n\r\n' + basket + b"\r\n"
            b'--b\r\nContent-Disposition: form-data; name="remove"\r\n\r\n' + basket + b"\r\n"
            b'--b\r\nContent-Disposition: form-data; name="attachments"; filename="'
            + name.replace(b'"', b"")
            + b'"\r\n'
            b"Content-Type: " + kind + b"\r\n\r\n" + content + b"\r\n--b--\r\n"
        )
        before = transaction.savepoint()
        where = path.format(number=ticket.pk, tracked=tracked)
        response = client.generic("POST", where, body, f"multipart/form-data; boundary={BOUNDARY}")
        transaction.savepoint_rollback(before)
        assert response.status_code < 500

    fuzz()
