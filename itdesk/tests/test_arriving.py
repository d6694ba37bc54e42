"""What comes back of a form that was too large to be taken."""

import io

import pytest
from django.test import Client

from itdesk.arriving import BEGINNING, arrived

KIND = 'multipart/form-data; boundary="b-1"'
FORM = (
    b'--b-1\r\nContent-Disposition: form-data; name="subject"\r\n\r\nNo m\xc3\xa4il\r\n'
    b'--b-1\r\nContent-Disposition: form-data; name="text"\r\n\r\ntwo\r\nlines\r\n'
    b'--b-1\r\nContent-Disposition: form-data; name="attachments"; filename="film.mov"\r\n\r\n\0\0\r\n'
    b'--b-1\r\nContent-Disposition: form-data; name="late"\r\n\r\ncut of'
)


def test_words_that_stand_whole_and_names_of_files_are_read():
    assert arrived(FORM, KIND) == ([("subject", "No mäil"), ("text", "two\r\nlines")], ["film.mov"])


@pytest.mark.parametrize("length", range(0, len(FORM), 7))
def test_wherever_it_is_cut_nothing_that_is_half_passes_for_whole(length):
    fields, _files = arrived(FORM[:length], KIND)
    assert set(fields) <= {("subject", "No mäil"), ("text", "two\r\nlines")}


@pytest.mark.parametrize("kind", ["", "text/plain", "multipart/form-data", "multipart/form-data; boundary="])
def test_what_is_no_form_has_no_words(kind):
    assert arrived(FORM, kind) == ([], [])


@pytest.mark.parametrize("site", ["same-origin", "cross-site"])
def test_a_form_that_is_too_large_comes_back_to_a_page_of_ours_alone(db, site):
    more = {"CONTENT_LENGTH": str(50 * 2**20), BEGINNING: io.BytesIO(FORM)}
    response = Client().generic("POST", "/submit/", FORM, KIND, headers={"Sec-Fetch-Site": site}, **more)
    assert response.status_code == 413
    assert ("No mäil" in response.content.decode()) == (site == "same-origin")
