"""What people read in the PDF and what machines read in its XML are the values of the invoice."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from random import Random
from typing import Any

import facturx
import pypdf
import pytest
from lxml import etree

from comptoir.documents import invoice_pdf, statement_pdf, to_cii, xml_inside
from comptoir.wording import format_amount
from tests.documents.invoices import credit_note, random_invoice, sample
from tests.documents.statements import statement

_RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"


@pytest.fixture
def text_of(tool, tmp_path):
    """The text of a PDF, as a reader copies it."""
    program = tool("pdftotext", "poppler-utils")

    def read(pdf: bytes) -> str:
        path = tmp_path / "paper.pdf"
        path.write_bytes(pdf)
        found = subprocess.run([program, "-layout", path, "-"], capture_output=True, check=True)
        return found.stdout.decode()

    return read


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("make", [sample, credit_note])
def test_paper_xml_and_values_say_the_same_sum(make, language, text_of):
    invoice = make(language)
    xml = to_cii(invoice)

    pdf = invoice_pdf(invoice, xml)

    due = invoice.totals.due
    assert xml_inside(pdf) == xml
    assert etree.fromstring(xml).findtext(f".//{_RAM}DuePayableAmount") == str(due.major)
    text = text_of(pdf)
    for amount in (due, invoice.totals.net, invoice.totals.vat, *(line.amount for line in invoice.lines)):
        assert _loose(format_amount(amount, language)) in _loose(text)


def test_random_papers_say_their_sums(text_of):
    chance = Random(5)
    for number in range(12):
        invoice = random_invoice(chance, number)
        xml = to_cii(invoice)

        pdf = invoice_pdf(invoice, xml)

        assert xml_inside(pdf) == xml
        assert _loose(format_amount(invoice.totals.due, invoice.language)) in _loose(text_of(pdf))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fr",
            [
                "Facture",
                "Net à payer",
                "Remise de 27,00 €",
                "prestation de services",
                "SIREN 552100554",
                "40 €",
            ],
        ),
        ("en", ["Invoice", "To be paid", "Less €27.00", "supply of services", "SIREN 552100554", "€40"]),
    ],
)
def test_an_invoice_speaks_the_language_of_its_reader(language, words, text_of):
    invoice = sample(language)

    text = _loose(text_of(invoice_pdf(invoice, to_cii(invoice))))

    assert [word for word in words if _loose(word) not in text] == []


@pytest.mark.parametrize(
    ("language", "word"),
    [("fr", "catégorie « Équipes de l’institut »"), ("en", "class “Teams of the institute”")],
)
def test_a_statement_sums_its_lines_and_shares(language, word, text_of):
    value = statement(language)

    text = _loose(text_of(statement_pdf(value)))

    assert _loose(word) in text
    assert sum(share.amount.minor for share in value.shares) == value.total.minor == 15600
    for amount in (
        value.total,
        *(line.amount for line in value.lines),
        *(share.amount for share in value.shares),
    ):
        assert _loose(format_amount(amount, language)) in text


def test_the_pdf_is_tagged_archivable_and_names_its_language():
    invoice = sample("fr")

    reader = pypdf.PdfReader(_file(invoice_pdf(invoice, to_cii(invoice))))

    root: Any = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "/StructTreeRoot" in root
    assert "/OutputIntents" in root
    assert str(root["/Lang"]).startswith("fr")
    assert "<pdfaid:part>3" in metadata
    assert "EN 16931" in metadata
    assert list(reader.attachments) == ["factur-x.xml"]


def test_a_statement_is_made_for_screen_readers_too():
    reader = pypdf.PdfReader(_file(statement_pdf(statement("en"))))

    root: Any = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "pdfuaid:part" in metadata
    assert reader.metadata is not None
    assert reader.metadata.title == "Internal statement R2026-11-007"


def test_the_same_statement_makes_the_same_bytes():
    assert statement_pdf(statement()) == statement_pdf(statement())


def test_a_pdf_without_xml_has_none_inside():
    assert xml_inside(statement_pdf(statement())) is None


def test_names_are_texts_and_never_markup(text_of):
    name = '#panic("x") *bold* $x$ \\ <tag> [a] = head'
    value = statement(supplier=name)

    text = text_of(statement_pdf(value))

    assert '#panic("x") *bold* $x$' in text


@pytest.mark.parametrize("name", ["碳 analysis", "Ζυγός", "весы", "مجهر", "🔬 scope"])
def test_a_name_in_any_script_makes_a_paper_and_stays_in_the_xml(name):
    invoice = sample()
    named = sample(lines=(replace(invoice.lines[0], name=name), *invoice.lines[1:]))

    pdf = invoice_pdf(named, to_cii(named))

    assert name in (xml_inside(pdf) or b"").decode()


def test_a_long_invoice_keeps_its_heads_on_every_page(text_of):
    invoice = sample()
    long = sample(lines=invoice.lines * 20)

    pages = text_of(invoice_pdf(long, to_cii(long))).split("\f")

    assert len([page for page in pages if page.strip()]) >= 3
    assert all("Désignation" in page for page in pages[:2])
    assert "Page 2 sur" in _loose(pages[1]).replace("Page2sur", "Page 2 sur")
    assert "Report" not in pages[0]
    assert "Report" in pages[1]


def test_what_an_archive_asks_of_an_invoice_is_in_the_file():
    """ISO 19005-3, as far as the structure tells: every font inside, one intent with its profile, nothing secret."""
    invoice = sample("fr")
    reader = pypdf.PdfReader(_file(invoice_pdf(invoice, to_cii(invoice))))

    root: Any = reader.trailer["/Root"]
    files = [one.get_object() for one in root["/AF"]]
    intent = root["/OutputIntents"][0].get_object()
    fonts = [one.get_object() for page in reader.pages for one in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    told = [one["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for one in fonts]
    assert [(one["/F"], one["/AFRelationship"]) for one in files] == [("factur-x.xml", "/Data")]
    assert intent["/DestOutputProfile"].get_object().get_data()
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & set(one) for one in told)
    assert not reader.is_encrypted
    assert not {"/JavaScript", "/AA", "/OpenAction"} & set(root)


def test_nobody_has_to_pay_a_credit_note(text_of):
    note = credit_note("fr")

    assert "Payable" not in text_of(invoice_pdf(note, to_cii(note)))


def test_nobody_asks_factur_x_for_its_schematron():
    assert hasattr(
        facturx, "xml_check_schematron"
    )  # If it is renamed, the ban in pyproject.toml needs its new name.


def _file(pdf: bytes):
    return io.BytesIO(pdf)


def _loose(text: str) -> str:
    """Without any space: a PDF does not keep which kind it was."""
    return "".join(text.split())
