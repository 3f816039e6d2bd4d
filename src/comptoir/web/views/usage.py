"""Usage that comes as a file: what its columns say, what would become of its rows, taking it in, and taking it back.

Only the supplier's people may open it. Rule to remember: a guess is shown before it counts, and a row that cannot be
taken keeps no other row out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir import wording
from comptoir.core.values import Refusal
from comptoir.core.values.unit import canonical
from comptoir.operations.actors import Actor, may
from comptoir.operations.usage.columns import FIELDS, MEASURE
from comptoir.operations.usage.importing import (
    UsagePreview,
    import_usage,
    preview_usage,
    reject_groups,
    rejects_csv,
    undo_usage_import,
)
from comptoir.operations.usage.reading import list_imports_of, list_supplied_usage
from comptoir.operations.usage.suggesting import ColumnGuess, RejectGroup, suggest
from comptoir.store.usage.queries import StoredImport
from comptoir.web import clock
from comptoir.web.acting import actor_of
from comptoir.web.downloads import download
from comptoir.web.house import House, house
from comptoir.web.saying import usage_state
from comptoir.web.templatetags.comptoir import language
from comptoir.web.uploads import Upload, drop_upload, find_upload, keep_upload
from comptoir.web.views.orders import named
from comptoir.web.views.supplied import at_counter, choice

_DIFFERS = "usage.differs"
# So many rows are looked at while somebody waits; what comes after them is told when the file is taken in.
LOOKED_THROUGH = 20_000
_WORDS = {
    "offering": gettext_lazy("offering"), "customer": gettext_lazy("customer"), "person": gettext_lazy("person"),
    "resource": gettext_lazy("resource"), "booking": gettext_lazy("booking number"), "source": gettext_lazy("source"),
    "device": gettext_lazy("device"), "external_id": gettext_lazy("number in the source"),
    "day": gettext_lazy("day"), "start": gettext_lazy("start"), "end": gettext_lazy("end"),
    "quantity": gettext_lazy("quantity"), "unit": gettext_lazy("unit of the quantity"), "note": gettext_lazy("note"),
}  # fmt: skip
_TIMES = ("minute", "hour", "day", "second")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file on the page: its place, name, first cells, what it says, and how sure that is."""

    number: int
    name: str
    samples: str
    options: tuple[tuple[str, str, bool], ...]
    sure: str
    mark: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Rows that share a fault: how many, in which column and lines, what is wrong, what was found and expected."""

    count: int
    column: str
    lines: str
    why: str
    found: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One file that was taken in."""

    address: str
    name: str
    at: datetime
    by: str
    created: int
    known: int
    rejected: int
    undone: bool


@require_safe
def usage(request: HttpRequest) -> HttpResponse:
    """The latest records and files of a supplier."""
    home, actor, own, supplier = at_counter(request, "usage.read")
    at = clock.now()
    records = list_supplied_usage(supplier, actor=actor, at=at)
    corrects = may(actor, "usage.correct", supplier, at)
    context = {
        "here": "board",
        "imports": [_import(home, one) for one in list_imports_of(supplier, actor=actor, at=at)],
        "records": [
            (
                reverse("usage-record", args=[one.id]) if corrects and one.state in ("recorded", "charged") else "",
                named(home, one.usage.offering), home.party_name(one.usage.customer, language()), one.usage.day,
                wording.format_measures(dict(one.usage.measures), language()), *usage_state(one.state),
            )
            for one in records
        ],
        "records_may": may(actor, "usage.record", supplier, at),
        **choice(home, own, supplier),
    }  # fmt: skip
    return render(request, "web/usage.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """The form that takes a file; POST keeps it and leads to its preview."""
    home, _actor, own, supplier = at_counter(request, "usage.record")
    problem = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None or not file.size:
            problem = _("Choose a file that is not empty: CSV with a header line, or Parquet.")
        else:
            try:
                kept = keep_upload(request, file)
                return HttpResponseRedirect(
                    f"{reverse('usage-preview', args=[kept.token])}?supplier={supplier}"
                )
            except Refusal as refused:
                problem = wording.say_reason(refused.reason, language())
    context = {"here": "board", "problem": problem, **choice(home, own, supplier)}
    return render(request, "web/usage_bring.html", context, status=400 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, upload: str) -> HttpResponse:
    """What a file says and what would become of it; POST takes it in as it was shown."""
    home, actor, own, supplier = at_counter(request, "usage.record")
    kept = find_upload(request, upload)
    if kept is None:
        raise Http404
    sent = request.POST if request.method == "POST" else request.GET
    problem = ""
    guesses: tuple[ColumnGuess, ...] = ()
    found: UsagePreview | None = None
    try:
        guesses = suggest(kept.path, supplier=supplier, actor=actor, at=clock.now())
        said = _said(sent, guesses)
        if said is not None:
            guesses = suggest(kept.path, supplier=supplier, actor=actor, at=clock.now(), mapping=said)
        if request.method == "POST":
            return _take_in(request, kept, supplier, said, actor)
        found = preview_usage(
            kept.path,
            supplier=supplier,
            actor=actor,
            at=clock.now(),
            mapping=said,
            values={"source": kept.name},
            most=LOOKED_THROUGH,
        )
    except Refusal as refused:
        problem = wording.say_reason(refused.reason, language())
    context = {
        "here": "board", "problem": problem, "name": kept.name, "upload": upload,
        "columns": _columns(home, guesses, supplier),
        "mapping": [(f"says-{number}", one.field) for number, one in enumerate(guesses) if one.field],
        **(_counted(home, found) if found else {}), **choice(home, own, supplier),
    }  # fmt: skip
    return render(request, "web/usage_preview.html", context, status=409 if problem else 200)


@require_safe
def import_page(request: HttpRequest, number: str) -> HttpResponse:
    """A file as it was taken in: counts, what was refused and why, and taking it back."""
    home, actor = _known(request)
    try:
        found, groups = reject_groups(number, actor=actor, at=clock.now())
    except Refusal as refused:
        raise Http404 from refused
    corrects = may(actor, "usage.correct", found.supplier, clock.now())
    context = {
        "here": "board", "row": _import(home, found), "id": number, "faults": [_fault(one) for one in groups],
        "differing": sum(one.count for one in groups if one.code == _DIFFERS),
        "supplier": home.party_text(found.supplier, language()), "code": found.supplier,
        "undone_at": found.undone_at, "undoes": found.undone_at is None and corrects,
        "again": request.GET.get("again", "") == "yes", "problem": _problem(request.GET.get("problem", "")),
    }  # fmt: skip
    return render(request, "web/usage_import.html", context)


@require_safe
def rejects(request: HttpRequest, number: str) -> HttpResponse:
    """The refused rows as a file, to mend and bring again."""
    _home, actor = _known(request)
    try:
        text = rejects_csv(number, actor=actor, at=clock.now(), language=language())
    except Refusal as refused:
        raise Http404 from refused
    return download("\ufeff" + text, "text/csv; charset=utf-8", f"rejects-{number}.csv")


@require_POST
def undo(request: HttpRequest, number: str) -> HttpResponse:
    """Take a file back."""
    _home, actor = _known(request)
    try:
        found, _groups = reject_groups(number, actor=actor, at=clock.now())
    except Refusal as refused:
        raise Http404 from refused
    address = reverse("usage-import", args=[found.id])
    try:
        undo_usage_import(number, actor=actor, at=clock.now())
    except Refusal as refused:
        return HttpResponseRedirect(f"{address}?problem={refused.reason.code.rpartition('.')[2]}")
    return HttpResponseRedirect(address)


def _take_in(
    request: HttpRequest, kept: Upload, supplier: str, said: Mapping[str, str] | None, actor: Actor
) -> HttpResponse:
    """Take a file in; the way to what became of it.

    raises    Refusal, as `import_usage` does
    """
    done = import_usage(
        kept.path, supplier=supplier, actor=actor, at=clock.now(), name=kept.name, mapping=said
    )
    drop_upload(request, kept)
    again = "?again=yes" if done.repeated else ""
    return HttpResponseRedirect(f"{reverse('usage-import', args=[done.record.id])}{again}")


def _problem(code: str) -> str:
    known = {
        "import_charged": _("Some of it was charged already. Correct single records instead."),
        "import_corrected": _("Some of it was corrected since. Correct single records instead."),
        "import_undone": _("It was taken back already."),
    }
    return known.get(code, _("This could not be taken back.") if code else "")


def _known(request: HttpRequest) -> tuple[House, Actor]:
    home, actor = house(), actor_of(request)
    if actor is None:
        raise Http404
    return home, actor


def _said(sent: Mapping[str, str], guesses: tuple[ColumnGuess, ...]) -> dict[str, str] | None:
    """The mapping that the form says, field -> column; None where nobody said any."""
    if not any(name.startswith("says-") for name in sent):
        return None
    found: dict[str, str] = {}
    for number, guess in enumerate(guesses):
        field = sent.get(f"says-{number}", "")[:60]
        if field and field not in found:
            found[field] = guess.column
    return found


def _columns(home: House, guesses: tuple[ColumnGuess, ...], supplier: str) -> list[Column]:
    own = {canonical(item.unit) for item in home.company.offerings.values() if item.supplier == supplier}
    guessed = {one.field.removeprefix(MEASURE) for one in guesses if one.field.startswith(MEASURE)}
    units = sorted({*_TIMES, *own, *guessed})
    return [_column(number, one, units) for number, one in enumerate(guesses)]


def _column(number: int, one: ColumnGuess, units: list[str]) -> Column:
    options = [("", _("not read"), not one.field)]
    options += [(name, str(_WORDS[name]), name == one.field) for name in FIELDS]
    options += [
        (MEASURE + name, _("quantity in %(unit)s") % {"unit": wording.unit_word(name, language(), 2)},
         one.field == MEASURE + name)
        for name in units
    ]  # fmt: skip
    sure, mark = "", ""
    if one.field and one.filled:
        share = wording.format_percent(
            (Decimal(one.fitting) / one.filled).quantize(Decimal("0.01")), language()
        )
        sure = _("%(share)s of %(count)s cells fit") % {"share": share, "count": one.filled}
        mark = "yes" if one.fitting == one.filled else "mild" if one.fitting * 2 >= one.filled else "bad"
    elif one.field:
        sure, mark = _("no cell to look at"), "ask"
    return Column(
        number, one.column, " · ".join(text[:24] for text in one.samples), tuple(options), sure, mark
    )


def _counted(home: House, found: UsagePreview) -> dict[str, object]:
    """What becomes of the rows, and what is wrong with those refused."""
    differing = sum(one.count for one in found.groups if one.code == _DIFFERS)
    return {
        "counts": found.counts, "differing": differing, "rejected": found.counts.rejected - differing,
        "rows": sum(found.counts), "partial": found.partial, "faults": [_fault(one) for one in found.groups],
        "repeats": _import(home, found.repeats) if found.repeats else None,
    }  # fmt: skip


def _fault(one: RejectGroup) -> Fault:
    lines = wording.format_list([str(line) for line in one.lines], language())
    more = one.count - len(one.lines)
    if more > 0:
        lines = _("%(lines)s and %(more)s more") % {"lines": lines, "more": more}
    return Fault(
        one.count, one.column, lines, wording.say_reason(one.reason, language()), ", ".join(one.found)
    )


def _import(home: House, one: StoredImport) -> ImportRow:
    return ImportRow(
        reverse("usage-import", args=[one.id]), one.file_name, one.recorded_at, home.party_name(one.actor, language()),
        one.created, one.duplicate, one.rejected, one.undone_at is not None,
    )  # fmt: skip
