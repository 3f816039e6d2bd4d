"""How do an invoice and a statement become a PDF that people and machines read?

typst sets the texts of `paper.py` by one template into PDF/A-3a with the tags of PDF/UA-1; factur-x then puts the XML
inside. Only fonts that typst brings are used, so that the paper looks the same on every machine. Rules to remember:
the day of the document, not the clock, is written into the PDF; of one value there is only one paper.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Literal

import facturx
import typst

from comptoir.core.billing.invoice import Invoice
from comptoir.documents.paper import Paper, invoice_paper, statement_paper
from comptoir.documents.statement import Statement

_TEMPLATE = Path(__file__).with_name("templates") / "paper.typ"
_STANDARDS: list[Literal["a-3a", "ua-1"]] = ["a-3a", "ua-1"]
_XML_NAME = "factur-x.xml"
# Beyond Latin, Greek, Cyrillic, punctuation and currencies.
_FOREIGN = re.compile("[\u0530-\u1dff\u2190-\uffff\U00010000-\U0010ffff]")


def invoice_pdf(invoice: Invoice, xml: bytes) -> bytes:
    """The invoice or credit note as Factur-X.

    xml       what `to_cii` made of the same invoice; it is inside, byte for byte
    """
    plain = _set(invoice_paper(invoice), invoice.issued)
    title = {"author": invoice.seller.name, "title": f"{invoice.seller.name}: {invoice.number}"}
    return bytes(
        facturx.generate_from_binary(
            plain,
            xml,
            flavor="factur-x",
            level="en16931",
            check_xsd=False,
            check_schematron=False,
            pdf_metadata={**title, "subject": invoice.number, "keywords": "Factur-X"},
            lang=invoice.language,
        )
    )


def statement_pdf(statement: Statement) -> bytes:
    """The internal statement; it is no invoice, so no XML is inside."""
    return _set(statement_paper(statement), statement.issued)


def xml_inside(pdf: bytes) -> bytes | None:
    """The XML inside a Factur-X PDF, as it was put there; None where there is none."""
    name, xml = facturx.get_xml_from_pdf(pdf, check_xsd=False, check_schematron=False)
    return bytes(xml) if name == _XML_NAME else None


def _set(paper: Paper, day: date) -> bytes:
    """One paper through the template, with the fonts it needs.

    A name in letters that typst's fonts lack is set with those of the machine, and without such a font its letters
    become question marks: PDF/A allows no letter that cannot be shown, and the XML inside keeps the name.
    """
    text = json.dumps(paper, ensure_ascii=False)
    attempts = ((text, True), (text, False), (_FOREIGN.sub("?", text), True))
    for told, own_fonts in attempts:
        try:
            return _compile(told, day, own_fonts=own_fonts)
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
    raise ValueError(f"no font shows the texts of {paper['document']}")


def _compile(text: str, day: date, *, own_fonts: bool) -> bytes:
    made: Any = typst.compile(
        _template(),
        sys_inputs={"paper": text},
        pdf_standards=[*_STANDARDS],
        ignore_system_fonts=own_fonts,
        timestamp=datetime.combine(day, time(), UTC),
    )
    return bytes(made)


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()
