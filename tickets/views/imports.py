"""Importing tickets from another help desk's file, for superusers: upload, look, apply, take back."""

from contextlib import suppress
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic import TemplateView, View

from itdesk.availability import is_unavailable
from itdesk.web import say
from tickets import importing
from tickets.importing import asking, rejects, uploads
from tickets.importing.plan import LONGEST_SOURCE, Plan
from tickets.importing.survey import surveyed
from tickets.importing.words import guessed
from tickets.seed.report import NotPossible

MOST_ROWS = 2000  # imported while somebody waits, within 20 seconds; the command has no limit
OVERHEAD = 100_000  # bytes of a form around its file


class ForSuperusers:
    """403 for everybody else."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


@method_decorator(csrf_exempt, name="dispatch")  # until we know how much there is to read; see dispatch
class Imports(ForSuperusers, TemplateView):
    """Asks for a file, and lists what was imported lately."""

    template_name = "tickets/imports.html"

    def dispatch(self, request, *args, **kwargs):
        """The token is in the body, and looking for it reads all of it: a body that is too large is refused before."""
        if request.method == "POST" and _length(request) > uploads.MOST_BYTES + OVERHEAD:
            return self.refuse(_too_large(), status=413) if request.user.is_superuser else _deny()
        return csrf_protect(super().dispatch)(request, *args, **kwargs)

    def post(self, request):
        file = request.FILES.get("file")
        if file is None or not file.size:
            return self.refuse(_("Choose a file that is not empty."), status=422)
        if file.size > uploads.MOST_BYTES:
            return self.refuse(_too_large(), status=413)
        return redirect("tickets:import", uploads.keep(file, by=request.user).key)

    def refuse(self, problem, status):
        return self.render_to_response(self.get_context_data(problem=problem), status=status)

    def get_context_data(self, **kwargs):
        kwargs |= {"megabytes": uploads.MOST_BYTES // 2**20, "most_rows": MOST_ROWS, "latest": uploads.latest()}
        return super().get_context_data(here="tickets", **kwargs)


class Import(ForSuperusers, TemplateView):
    """One file: what is asked about it and what would become of its rows; afterwards what became of them."""

    template_name = "tickets/import.html"

    def dispatch(self, request, *args, **kwargs):
        self.upload = uploads.find(kwargs["key"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, key):
        if self.upload is None:
            raise Http404(_("That file is gone. Files are kept for a day: upload it again."))
        if self.upload.batch:
            return self.result()
        return self.look(None)

    def post(self, request, key):
        act = {"apply": self.apply, "undo": self.undo}.get(request.POST.get("act", ""), self.look)
        if self.upload is None:
            raise Http404(_("That file is gone. Files are kept for a day: upload it again."))
        if self.upload.batch and act != self.undo:
            return redirect(request.path)
        return act(request.POST)

    def look(self, answers, problem="", status=200):
        """The page with every answer kept; 422 where something stands in the way."""
        plan, file, job, report = Plan(), None, None, None
        try:
            plan, file = self._read(answers)
            job = importing.prepared(file, plan)
            _refuse_large(job)
            report = importing.look_over(job)
        except NotPossible as refusal:
            problem, status = problem or str(refusal), 422 if answers else status
        if (
            answers and not file
        ):  # told an encoding that there is not: its columns as they were, so that nothing is lost
            with suppress(NotPossible):
                plan, file = self._read(answers, as_told=False)
        survey = job.survey if job else surveyed(file, Plan(), {}) if file else None
        context = {"plan": plan, "file": file, "report": report, "problem": problem}
        if file:
            context |= {
                "columns": list(asking.column_choices(plan, file, survey)),
                "details": asking.detail_choices(plan, file, survey),
                "words": list(asking.word_choices(plan, report, answers)),
                "reading": survey.dates.words(plan.dates) if job and survey.dates.numbers else "",
            }
        return self.render_to_response(self.get_context_data(**context), status=status)

    def apply(self, answers):
        if not self.upload.claim():
            return self.look(answers, _("This file is being imported already. Load this page again in a moment."), 409)
        bring = importing.bring_all_over if "all_or_nothing" in answers else importing.bring_over
        try:
            plan, file = self._read(answers)
            job = importing.prepared(file, plan)
            _refuse_large(job)
            with rejects.written_to(self.upload.rejects, file.headers) as writer:
                report, batch = bring(job, by=self.request.user, rejects=writer)
        except Exception as error:
            self.upload.let_go()
            if isinstance(error, importing.NotAll):
                return self.look(answers, _("Nothing was imported, because rows are refused."), 422)
            if isinstance(error, (NotPossible, DatabaseError)) and not is_unavailable(error):
                why = (
                    str(error)
                    if isinstance(error, NotPossible)
                    else _("Nothing was imported: the database refused a row.")
                )
                return self.look(answers, why, 422)
            raise
        self.upload.batch, self.upload.sum_words = str(batch), report.sum_words
        self.upload.number = report.counts["new"] + report.counts["back"]
        self.upload.save()
        number = self.upload.number
        say(
            self.request,
            ngettext("{number:,} ticket imported.", "{number:,} tickets imported.", number).format(number=number),
        )
        return redirect(self.request.path)

    def undo(self, answers):
        if self.upload.batch:
            undone = importing.take_back(UUID(self.upload.batch), by=self.request.user)
            return self.result(undone)
        return redirect(self.request.path)

    def result(self, undone=None):
        context = self.get_context_data(undone=undone, has_rejects=self.upload.rejects.exists())
        return self.response_class(self.request, ["tickets/imported.html"], context)

    def get_context_data(self, **kwargs):
        return super().get_context_data(here="tickets", upload=self.upload, first_rows=50, **kwargs)

    def _read(self, answers, *, as_told=True):
        """(plan, file): the file with the encoding and delimiter that the answers tell, or as found. Raises NotPossible."""
        if not self.upload.path.exists():
            raise NotPossible(_("That file is gone. Files are kept for a day: upload it again."))
        told = {name: answers.get(name, "").strip()[:60] if answers else "" for name in ("encoding", "delimiter")}
        file = importing.opened(self.upload.path, **(told if as_told else {}))
        if answers and "source" in answers:
            plan = asking.plan_of(answers, file.headers)
        else:
            plan = Plan(columns=guessed(file.headers), source=self.upload.name.rpartition(".")[0], **told)
        plan.source = (plan.source or self.upload.name or "import")[:LONGEST_SOURCE].strip()
        return plan, file


class Rejects(ForSuperusers, View):
    """The rows that stayed behind, with the reasons."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, key):
        upload = uploads.find(key)
        if upload is None or not upload.rejects.exists():
            raise Http404(_("There are no refused rows, or they are kept no longer."))
        return FileResponse(
            upload.rejects.open("rb"),
            as_attachment=True,
            filename="rejects.csv",
            content_type="text/csv; charset=utf-8",
        )


def _refuse_large(job):
    if job.survey.rows > MOST_ROWS:
        words = _("This file has {rows:,} rows. Beyond {most:,} use the command: manage.py import_tickets FILE")
        raise NotPossible(words.format(rows=job.survey.rows, most=MOST_ROWS))


def _too_large():
    return _("This file is larger than {number} MB.").format(number=uploads.MOST_BYTES // 2**20)


def _length(request):
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else 0


def _deny():
    raise PermissionDenied
