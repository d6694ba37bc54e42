"""R2b: the power goes while tickets with files are submitted: whatever was not fsynced is gone, folders' entries too.

As R2, by the same power.c. Afterwards the file of each acknowledged ticket is read again, and has to be what was sent.
The sabotage, Django's own storage, asks the system to keep neither a file nor its name.
"""

import hashlib
import os
import shutil

from itdesk.tests.proofs import kit
from itdesk.tests.proofs.power_cut import compiled, restart_under, try_once


def main():
    told = kit.arguments(trials=5, sabotage="Django's own file storage")
    verdict = kit.Verdict("R2b", "sqlite", sabotage=told.sabotage)
    with kit.folder() as data:
        if "LD_PRELOAD" not in os.environ:
            return restart_under(compiled(data), "power_cut_files")
        kit.prepared(data)
        kit.begin(data, PROOF_SABOTAGE=told.sabotage, POWER_FOLDER=data)
        for trial in range(told.trials):
            judge(verdict, try_once(verdict, data, kept=50 * (trial % 2), attached=one_file))
            for folder in data.glob("attachments*"):  # so that each trial makes the folders anew
                shutil.rmtree(folder)
    verdict.require(verdict.acknowledged >= 2 * told.trials, f"only {verdict.acknowledged} acknowledged")
    kit.conclude(verdict)


def one_file(subject):
    """The waiting Attachment of that subject's own content, of a kilobyte or many."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tickets import files

    content = subject.encode() + os.urandom(1000 + os.urandom(1)[0] * 1000)
    return [files.keep(SimpleUploadedFile("proof.bin", content), basket=subject, agent=None)]


def judge(verdict, acknowledged):
    from itdesk.tests.proofs import writing

    lost = sum(not _is_whole(number, subject) for number, subject in acknowledged.items())
    writing.close_connections()
    verdict.add("files read again", len(acknowledged))
    verdict.add("files lost or changed", lost)
    verdict.lost += lost
    verdict.require(lost == 0, "files of acknowledged tickets are lost or changed")


def _is_whole(number, subject):
    from django.core.files.storage import default_storage

    from tickets.models import Attachment

    try:
        attachment = Attachment.objects.get(ticket=number)
        with default_storage.open(attachment.kept_as) as file:
            content = file.read()
    except (Attachment.DoesNotExist, OSError):
        return False
    return content.startswith(subject.encode()) and hashlib.sha256(content).hexdigest() == attachment.sha256


if __name__ == "__main__":
    main()
