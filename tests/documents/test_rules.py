"""Invoices keep the XSD, EN 16931 and the French rules, and a planted fault is caught by the rule it breaks."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from lxml import etree

from comptoir.core.billing.agreed import agree
from comptoir.core.billing.claims import claim_line
from comptoir.core.billing.invoice import Payment, totals
from comptoir.core.values import Amount
from comptoir.documents import broken_rules, broken_rules_of, to_cii
from tests.core.billing.test_agreed import claim
from tests.documents.invoices import FRENCH, credit_note, random_invoice, sample

# All 1,000 take half a minute on a quiet machine: `COMPTOIR_INVOICES=1000 pytest tests/documents/test_rules.py`.
_COUNT = int(os.environ.get("COMPTOIR_INVOICES", "200"))
_RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
_NAMES = {
    "ram": _RAM,
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
_NOTE = "//ram:IncludedNote[ram:SubjectCode='{}']"
_SUM = "//ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:"
_TAX = "//ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax/ram:"
_SELLER, _BUYER = "//ram:SellerTradeParty", "//ram:BuyerTradeParty"

# what was changed: path, new text (None: element removed) -> the rule that must be among those that catch it
FAULTS = [
    ("//rsm:ExchangedDocument/ram:ID", "F" * 36, "BR-FR-01_BT-1"),
    ("//rsm:ExchangedDocument/ram:ID", "F 2026", "BR-FR-02_BT-1"),
    ("//ram:IssueDateTime/udt:DateTimeString", "20261301", "BR-FR-03_BT-2"),
    ("//rsm:ExchangedDocument/ram:TypeCode", "325", "BR-FR-04_BT-3"),
    (_NOTE.format("PMT"), None, "BR-FR-05_BT-22_PMT"),
    (_NOTE.format("PMD"), None, "BR-FR-05_BT-22_PMD"),
    (_NOTE.format("AAB"), None, "BR-FR-05_BT-22_AAB"),
    (_NOTE.format("AAB") + "/ram:SubjectCode", "PMT", "BR-FR-06_BT-21_PMT"),
    (_NOTE.format("BAR") + "/ram:Content", "B2X", "BR-FR-20_BT-21"),
    ("//ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID", "A1", "BR-FR-08_BT-23"),
    ("//ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID", "S2", "BR-FR-CO-09_BT-23-1"),
    (_SELLER + "/ram:GlobalID", "99999999900013", "BR-FR-09_BT-29"),
    (_SELLER + "/ram:SpecifiedLegalOrganization/ram:ID", "5521", "BR-FR-10_BT-30"),
    (_BUYER + "/ram:SpecifiedLegalOrganization", None, "BR-FR-11_BT-47"),
    (_BUYER + "/ram:URIUniversalCommunication", None, "BR-FR-12_BT-49"),
    (_SELLER + "/ram:URIUniversalCommunication", None, "BR-FR-13_BT-34"),
    (_BUYER + "/ram:URIUniversalCommunication/ram:URIID", "999999999", "BR-FR-21_BT-49"),
    (_TAX + "RateApplicablePercent", "21", "BR-FR-16_BT-119"),
    ("//ram:DueDateDateTime/udt:DateTimeString", "20261101", "BR-FR-CO-07_BT-9"),
    ("//ram:GuidelineSpecifiedDocumentContextParameter/ram:ID", None, "XSD"),
    ("//ram:InvoiceCurrencyCode", "XXY", "FX-SCH-A-000595"),
    (_SUM + "LineTotalAmount", "353.00", "BR-CO-10"),
    (_SUM + "TaxBasisTotalAmount", "353.00", "BR-CO-13"),
    (_SUM + "TaxTotalAmount", "70.41", "BR-CO-14"),
    (_SUM + "GrandTotalAmount", "422.41", "BR-CO-15"),
    (_SUM + "DuePayableAmount", "322.41", "BR-CO-16"),
    (_TAX + "CalculatedAmount", "80.40", "BR-CO-17"),
    (_TAX + "BasisAmount", "300.00", "BR-S-08"),
    ("//ram:NetPriceProductTradePrice/ram:ChargeAmount", "-90", "BR-27"),
    ("//ram:SpecifiedTradeProduct/ram:Name", " ", "PEPPOL-EN16931-R008"),
    ("//ram:BilledQuantity/@unitCode", "HOUR", "FX-SCH-A-000613"),
    (_SELLER + "/ram:PostalTradeAddress/ram:CountryID", "FX", "FX-SCH-A-000580"),
    (_SELLER + "/ram:SpecifiedTaxRegistration", None, "BR-S-02"),
    (_SELLER + "/ram:Name", None, "BR-06"),
    ("//ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeAllowanceCharge/ram:Reason", None, "BR-42"),
]


def test_random_invoices_and_credit_notes_keep_every_rule():
    chance = Random(23)
    invoices = [random_invoice(chance, number) for number in range(_COUNT)]

    broken = broken_rules_of(to_cii(invoice) for invoice in invoices)

    told = [
        (invoice.number, found) for invoice, all_of in zip(invoices, broken, strict=True) for found in all_of
    ]
    assert told == []
    assert len(broken) == _COUNT
    kinds = Counter((invoice.type, invoice.lines[0].vat.category) for invoice in invoices)
    assert len(kinds) >= 15  # All three types in most categories: the dice were not loaded.


def test_random_lines_of_gross_cards_keep_every_rule_and_come_to_what_was_agreed():
    chance = Random(114)
    documents, agreed = [], []
    for number in range(_COUNT // 4):
        rates = chance.sample(("0.2", "0.1", "0.055"), chance.randint(1, 3))
        claims = [
            claim(line, chance.randint(1, 30000), chance.choice(rates), gross=chance.random() < 0.9)
            for line in range(chance.randint(1, 12))
        ]
        found = agree(claims)
        lines = tuple(claim_line(one, id=str(n), name=one.id) for n, one in enumerate(found.claims, 1))
        documents.append(
            replace(
                sample(),
                number=f"G-{number}",
                lines=lines,
                allowances=(),
                payments=(),
                rounding=found.rounding,
            )
        )
        net = [claim_line(one, id=one.id, name=one.id) for one in claims if one.gross is None]
        agreed.append(
            sum(one.gross.minor for one in claims if one.gross) + totals(net, currency="EUR").gross.minor
        )

    xml = [to_cii(one) for one in documents]

    assert [found for found in broken_rules_of(xml) if found] == []
    due = [etree.fromstring(one).findtext(f".//{{{_RAM}}}DuePayableAmount") for one in xml]
    assert [Decimal(text or 0) * 100 for text in due] == agreed
    assert any(one.rounding for one in documents)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sample_and_its_credit_note_keep_every_rule(language):
    documents = [to_cii(sample(language)), to_cii(credit_note(language))]

    assert broken_rules_of(documents) == [(), ()]


@pytest.mark.parametrize(
    ("path", "text", "rule"), FAULTS, ids=[f"{rule}-{n}" for n, (_, _, rule) in enumerate(FAULTS)]
)
def test_a_planted_fault_is_caught_by_its_rule(path, text, rule):
    broken = broken_rules(_changed(to_cii(sample()), path, text))

    assert rule in {found.rule for found in broken}
    assert all(found.text and found.where for found in broken)


def test_a_credit_note_without_its_invoice_is_caught():
    broken = broken_rules(to_cii(replace(credit_note(), preceding=())))

    assert "BR-FR-CO-05_BT-3" in {found.rule for found in broken}


def test_an_invoice_paid_before_it_is_made_is_due_on_the_day_of_payment():
    whole = sample().totals.gross
    paid = replace(sample(), due=None, payments=(Payment(date(2026, 11, 20), whole),))

    xml = to_cii(paid)

    assert broken_rules(xml) == ()
    assert b">S2<" in xml
    assert b"20261120" in xml


def test_another_currency_wants_its_vat_in_euros():
    lines = tuple(
        replace(line, amount=Amount(line.amount.minor, "CHF"), allowance=None) for line in sample().lines
    )
    invoice = replace(sample(), currency="CHF", lines=lines, payments=())

    without = broken_rules(to_cii(invoice))
    stated = broken_rules(to_cii(invoice, vat_in_euro=Amount(7200, "EUR")))

    assert "BR-FR-CO-12_BT-5" in {found.rule for found in without}
    assert stated == ()


def test_french_rules_may_be_left_out():
    bare = replace(sample(), buyer=replace(FRENCH, electronic=None))

    assert broken_rules(to_cii(bare), french=False) == ()
    assert broken_rules(to_cii(bare))


def test_a_forked_process_checks_too(tmp_path):
    path = tmp_path / "invoice.xml"
    path.write_bytes(to_cii(sample()))
    code = (
        "import os, pathlib, sys; from comptoir.documents import broken_rules\n"
        "xml = pathlib.Path(sys.argv[1]).read_bytes()\n"
        "assert broken_rules(xml) == ()\n"
        "child = os.fork()\n"
        "if not child: os._exit(0 if broken_rules(xml) == () else 1)\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))"
    )

    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, timeout=120)

    assert done.returncode == 0, done.stderr.decode()


def test_what_is_no_xml_is_told_and_no_entity_is_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("canary")
    bomb = f'<!DOCTYPE x [<!ENTITY y SYSTEM "{secret.as_uri()}">]><x>&y;</x>'.encode()

    broken = [*broken_rules(b"no invoice"), *broken_rules(bomb)]

    assert [found.rule for found in broken][:1] == ["XML"]
    assert len(broken) > 1
    assert not any("canary" in found.text for found in broken)


def test_days_and_credited_documents_stand_in_the_xml():
    xml = to_cii(credit_note()).decode()

    assert "<ram:IssuerAssignedID>F2026-0042</ram:IssuerAssignedID>" in xml
    assert f"{date(2026, 11, 23):%Y%m%d}" in xml
    assert "Annule la ligne 2 de la facture F2026-0042." in xml


def _changed(xml: bytes, path: str, text: str | None) -> bytes:
    """The invoice with one place changed or removed."""
    tree = etree.fromstring(xml)
    path, _, attribute = path.partition("/@")
    place = tree.xpath(path, namespaces=_NAMES)[0]
    if attribute:
        place.set(attribute, text)
    elif text is None:
        place.getparent().remove(place)
    else:
        place.text = text
    return bytes(etree.tostring(tree))
