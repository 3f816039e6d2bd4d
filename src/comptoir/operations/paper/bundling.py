"""All papers of a supplier's month in one file, for an accountant's folder.

Rule to remember: each is asked for by itself, so nobody takes away more than he may open one by one.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from comptoir.core.values import Reason, Refusal
from comptoir.operations.actors import Actor, require
from comptoir.operations.paper.reading import Rendered, as_pdf, keeps
from comptoir.store.charges.queries import ids_in
from comptoir.store.paper.queries import list_of_charges


def bundle_month(supplier: str, period: str, *, actor: Actor, at: datetime) -> Rendered:
    """The invoices, credit notes and statements of a supplier's month as PDF, each in the language it was issued in.

    Void ones are left out.

    raises    Refusal: permission.denied, paper.unknown where there is none
    """
    require(actor, "close.read", supplier, at=at)
    content, held = BytesIO(), 0
    with ZipFile(content, "w", ZIP_DEFLATED) as folder:
        for found in list_of_charges(ids_in(supplier, period), credits=True):
            if not keeps(found, actor, at):
                continue
            made = as_pdf(found.row)
            day = found.row.issued_on
            folder.writestr(
                ZipInfo(made.name, (day.year, day.month, day.day, 0, 0, 0)), made.content, ZIP_DEFLATED
            )
            held += 1
    if not held:
        raise Refusal(Reason("paper.unknown", (("number", f"{supplier} {period}"),)))
    return Rendered(f"{supplier}-{period}-papers.zip", "application/zip", content.getvalue())
