"""How much may be attached: said beside the input, and kept by the parser before anything is stored."""

from dataclasses import dataclass
from functools import lru_cache

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language
from django.utils.translation import gettext as _

FIELD = "attachments"
MOST_FILES = 10  # of a message, or of a ticket as it is submitted
LARGEST = 10 * 2**20  # bytes of one file
MOST_BYTES = 25 * 2**20  # of all files of a message: with its text within itdesk.middleware.LARGEST_BODY
MOST_FILES_OF_A_TICKET = 200
MOST_BYTES_OF_A_TICKET = 500 * 2**20


def limits_said():
    return _limits_in(get_language())


@lru_cache(maxsize=64)
def _limits_in(language):
    return _("Up to {number} files, {each} each and {all} in all.").format(
        number=MOST_FILES, each=filesizeformat(LARGEST), all=filesizeformat(MOST_BYTES)
    )


def too_large(name):
    return _("{name} was not attached: a file may have {most}.").format(name=name, most=filesizeformat(LARGEST))


def too_many(name):
    return _("{name} was not attached: {limits}").format(name=name, limits=limits_said())


@dataclass(frozen=True)
class Skipped:
    """A file that the parser left out. name: as sent; why: too_large or too_many."""

    name: str
    why: object


class Quota(FileUploadHandler):
    """Leaves out what is too much of the field `attachments`, without keeping more of it than one chunk beyond the limit.

    The rest of the form is read as ever, so that nothing typed is lost. request.skipped_files tells the view.
    """

    def handle_raw_input(self, *args, **kwargs):
        self.request.skipped_files = []
        self.number, self.room = 0, MOST_BYTES

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.number += self.field_name == FIELD

    def receive_data_chunk(self, raw_data, start):
        if self.field_name != FIELD:
            return raw_data
        self.room -= len(raw_data)
        if start + len(raw_data) > LARGEST:
            self._skip(too_large, start + len(raw_data))
        if self.number > MOST_FILES or self.room < 0:  # here and not in new_file: that would close the file before
            self._skip(too_many, start + len(raw_data))
        return raw_data

    def file_complete(self, file_size):
        return None

    def _skip(self, why, length):
        self.room += length  # those after it may still fit
        self.request.skipped_files.append(Skipped(self.file_name, why))
        raise SkipFile
