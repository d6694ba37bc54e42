"""Pages are compressed for browsers that take it, and nothing else changes."""

import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse

from itdesk.compression import compress_pages

PAGE = "<p>Écran noir</p>" * 200
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


def answer(rf, header, response):
    return compress_pages(lambda request: response)(rf.get("/", headers={"Accept-Encoding": header}))


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("br, gzip", "br"),
        ("gzip, deflate, br;q=0.5", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("gzip; q=0.8", "gzip"),
        ("*", "br"),
        ("BR", "br"),
        ("*;q=0", None),
        ("br;q=0.000, gzip;q=0", None),
        ("deflate, zstd", None),
        ("identity", None),
        ("", None),
        (";q=;,=", None),
    ],
)
def test_the_browser_says_what_it_takes(rf, header, encoding):
    response = answer(rf, header, HttpResponse(PAGE))

    assert response.headers.get("Content-Encoding") == encoding
    body = UNPACK.get(encoding, bytes)(response.content).decode()
    assert body.startswith(PAGE)
    assert "Accept-Encoding" in response.headers["Vary"]
    assert int(response.headers.get("Content-Length", len(response.content))) == len(response.content)


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("<p>short</p>"),
        HttpResponse(PAGE, content_type="application/json"),
        StreamingHttpResponse([PAGE.encode()], content_type="text/html"),
        HttpResponse(PAGE, headers={"Content-Encoding": "br"}),
    ],
    ids=["short", "no page", "streamed", "compressed already"],
)
def test_what_would_gain_nothing_goes_out_as_it_is(rf, response):
    before = b"".join(response.streaming_content) if response.streaming else response.content
    if not response.streaming:
        assert answer(rf, "br, gzip", response).content == before
    assert response.headers.get("Content-Encoding") in (None, "br")


def test_the_length_says_little_about_the_words(rf):
    lengths = {len(answer(rf, "br", HttpResponse(PAGE)).content) for _n in range(60)}
    assert len(lengths) > 10


def test_a_list_is_a_fraction_of_itself(priya_client, ticket):
    plain = priya_client.get("/tickets/")
    packed = priya_client.get("/tickets/", headers={"Accept-Encoding": "gzip, deflate, br"})
    assert packed.headers["Content-Encoding"] == "br"
    assert len(packed.content) < len(plain.content) / 2
    assert "Cookie" in packed.headers["Vary"] and "HX-Request" in packed.headers["Vary"]
    assert packed.headers["Cache-Control"] == "no-store"
