"""Invoices and credit notes for the tests: one that a person can check by hand, and as many random ones as wanted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from comptoir.core.billing.invoice import (
    Address,
    Allowance,
    Buyer,
    BuyerKind,
    ElectronicAddress,
    Invoice,
    InvoiceLine,
    InvoiceType,
    Operation,
    Payment,
    PaymentMeans,
    Seller,
    Terms,
    VatGroup,
)
from comptoir.core.tax.vat import Vat, VatCategory
from comptoir.core.values import Amount

TWENTY = Vat(VatCategory.STANDARD, Decimal("0.2"))
REDUCED = Vat(VatCategory.STANDARD, Decimal("0.055"))
TERMS = {
    "fr": Terms(
        late_penalty="Pénalités de retard : trois fois le taux d’intérêt légal.",
        recovery_fee="Indemnité forfaitaire pour frais de recouvrement : 40 €.",
        early_discount="Pas d’escompte pour paiement anticipé.",
        payment="Payable à 30 jours.",
    ),
    "en": Terms(
        late_penalty="Late payment: three times the legal rate of interest.",
        recovery_fee="Fixed recovery fee for late payment: €40.",
        early_discount="No discount for early payment.",
        payment="Payable within 30 days.",
    ),
}
SELLER = Seller(
    name="Institut Lumen",
    address=Address("1 rue des Optiques", "75005", "Paris", "FR"),
    siren="552100554",
    vat_number="FR96552100554",
    siret="55210055400013",
    electronic=ElectronicAddress("0225", "552100554"),
    legal="SA au capital de 120 000 €, RCS Paris 552 100 554",
)
FRENCH = Buyer(
    name="Verrerie du Rhône SAS",
    address=Address("14 quai du Port", "69001", "Lyon", "FR"),
    kind=BuyerKind.BUSINESS,
    siren="303265045",
    vat_number="FR40303265045",
    electronic=ElectronicAddress("0225", "303265045"),
    reference="Service achats",
)
GERMAN = Buyer(
    name="Glaswerk Jena GmbH",
    address=Address("Carl-Zeiß-Straße 3", "07743", "Jena", "DE"),
    kind=BuyerKind.BUSINESS_ABROAD,
    vat_number="DE136695976",
    electronic=ElectronicAddress("9930", "DE136695976"),
)
SWISS = Buyer(
    name="Uhrenfabrik Biel AG",
    address=Address("Zentralstrasse 9", "2502", "Biel", "CH", "Postfach"),
    kind=BuyerKind.BUSINESS_ABROAD,
    electronic=ElectronicAddress("EM", "rechnung@uhren.example"),
)
PERSON = Buyer(
    name="Claire Ozanne",
    address=Address("3 rue du Four", "29200", "Brest", "FR"),
    kind=BuyerKind.CONSUMER,
    electronic=ElectronicAddress("EM", "claire@mail.example"),
)
MEANS = PaymentMeans(iban="FR76 3000 6000 0112 3456 7890 189", bic="AGRIFRPP")

# VAT, buyers who may meet it, operations that may have it
_CASES: tuple[tuple[tuple[Vat, ...], Buyer, tuple[Operation, ...]], ...] = (
    ((TWENTY, REDUCED), FRENCH, tuple(Operation)),
    ((TWENTY,), PERSON, tuple(Operation)),
    ((TWENTY, Vat(VatCategory.EXEMPT, exemption="VATEX-EU-132-1I")), FRENCH, (Operation.SERVICES,)),
    ((Vat(VatCategory.REVERSE_CHARGE),), GERMAN, (Operation.SERVICES,)),
    ((Vat(VatCategory.INTRA_COMMUNITY),), GERMAN, (Operation.GOODS,)),
    ((Vat(VatCategory.EXPORT),), SWISS, (Operation.GOODS,)),
    ((Vat(VatCategory.OUTSIDE),), SWISS, (Operation.SERVICES,)),
    (
        (Vat(VatCategory.EXEMPT, exemption="VATEX-FR-FRANCHISE"),),
        FRENCH,
        (Operation.SERVICES, Operation.MIXED),
    ),
)
_NAMES = (
    "Microscope à balayage",
    "Découpe laser",
    "Étalonnage <classe 1>",
    "Impression & façonnage",
    "碳 analysis",
)
_UNITS = ("HUR", "DAY", "H87", "C62", "KGM", "MON")


def sample(language: str = "fr", **changes) -> Invoice:
    """3 hours at 90.00 less 10 %, and 25 samples at 4.36: 352.00 net, 70.40 VAT, 422.40 in all, 100.00 paid."""
    values: dict[str, Any] = {
        "number": "F2026-0042",
        "type": InvoiceType.INVOICE,
        "issued": date(2026, 11, 23),
        "due": date(2026, 12, 23),
        "currency": "EUR",
        "operation": Operation.SERVICES,
        "seller": SELLER,
        "buyer": FRENCH,
        "lines": (
            InvoiceLine("1", "Microscope, avec opérateur" if language == "fr" else "Microscope, with operator",
                Decimal(3), "HUR", Decimal(90), Amount(24300, "EUR"), TWENTY,
                (date(2026, 11, 12), date(2026, 11, 12)),
                allowance=Amount(2700, "EUR"),
                allowance_reason="convention-cadre" if language == "fr" else "framework agreement"),
            InvoiceLine("2", "Préparation d’échantillons" if language == "fr" else "Preparation of samples",
                Decimal(25), "H87", Decimal("4.36"), Amount(10900, "EUR"), TWENTY),
        ),
        "terms": TERMS[language],
        "payments": (Payment(date(2026, 11, 1), Amount(10000, "EUR")),),
        "delivered": date(2026, 11, 12),
        "means": MEANS,
        "order": "BC-7781",
        "language": language,
    }  # fmt: skip
    return Invoice(**(values | changes))


def credit_note(language: str = "fr") -> Invoice:
    """Takes back the second line of `sample`: 109.00 net, 130.80 in all."""
    line = sample(language).lines[1]
    back = InvoiceLine("1", line.name, line.quantity, line.unit, line.unit_price, line.amount, line.vat,
        credits=("F2026-0042", "2"))  # fmt: skip
    terms = TERMS[language]
    return sample(
        language,
        number="A2026-0003",
        type=InvoiceType.CREDIT_NOTE,
        lines=(back,),
        due=None,
        payments=(),
        preceding=(("F2026-0042", date(2026, 11, 23)),),
        terms=Terms(terms.late_penalty, terms.recovery_fee, terms.early_discount),
    )


def random_invoice(chance: Random, number: int) -> Invoice:
    """One of all the shapes that the counter can make."""
    vats, buyer, operations = chance.choice(_CASES)
    issued = date(2026, 1, 1) + timedelta(chance.randrange(700))
    kind = chance.choice(
        [InvoiceType.INVOICE, InvoiceType.INVOICE, InvoiceType.CREDIT_NOTE, InvoiceType.CORRECTIVE]
    )
    lines = tuple(_line(chance, str(index), vats, issued, kind) for index in range(1, chance.randrange(2, 9)))
    language = chance.choice(("fr", "en"))
    found = Invoice(
        number=f"F2026-{number:05}",
        type=kind,
        issued=issued,
        due=issued + timedelta(chance.randrange(0, 60)),
        currency="EUR",
        operation=chance.choice(operations),
        seller=_seller(chance),
        buyer=buyer,
        lines=lines,
        terms=TERMS[language],
        allowances=_allowances(chance, lines),
        preceding=_preceding(chance, kind, issued),
        delivered=issued - timedelta(chance.randrange(30)),
        vat_on_debits=chance.random() < 0.3,
        means=chance.choice((None, MEANS)),
        order=chance.choice(("", "BC/2026-77")),
        contract=chance.choice(("", "CC-12")),
        notes=chance.choice(((), ("Merci.",))),
        language=language,
    )
    return _paid(chance, found)


def _preceding(chance: Random, kind: InvoiceType, issued: date) -> tuple[tuple[str, date], ...]:
    if kind is InvoiceType.INVOICE:
        return ()
    return ((f"F2025-{chance.randrange(1, 999)}", issued - timedelta(9)),)


def _line(chance: Random, number: str, vats: tuple[Vat, ...], issued: date, kind: InvoiceType) -> InvoiceLine:
    quantity = Decimal(chance.randrange(1, 400_000)).scaleb(-chance.randrange(0, 5))
    price = Decimal(chance.randrange(0, 900_000)).scaleb(-chance.randrange(0, 5))
    whole = Amount.of(quantity * price, "EUR")
    taken = Amount(chance.randrange(0, whole.minor // 2 + 1), "EUR") if chance.random() < 0.3 else None
    return InvoiceLine(
        number, chance.choice(_NAMES), quantity, chance.choice(_UNITS), price,
        whole - taken if taken else whole, chance.choice(vats),
        period=(issued - timedelta(9), issued) if chance.random() < 0.3 else None,
        note=chance.choice(("", "Série A")),
        allowance=taken, allowance_reason="remise" if taken else "",
        credits=("F2025-1", "3") if kind is InvoiceType.CREDIT_NOTE else None,
    )  # fmt: skip


def _allowances(chance: Random, lines: tuple[InvoiceLine, ...]) -> tuple[Allowance, ...]:
    if chance.random() < 0.6:
        return ()
    line = chance.choice(lines)
    return (
        Allowance(Amount(chance.randrange(line.amount.minor + 1), "EUR"), "Remise négociée", line.vat),
        Allowance(Amount(chance.randrange(5000), "EUR"), "Frais de port", line.vat, surcharge=True),
    )


def _seller(chance: Random) -> Seller:
    if chance.random() < 0.8:
        return SELLER
    group = VatGroup("Lumen AU", "FR32123456789", SELLER.address)
    return Seller(
        SELLER.name, SELLER.address, SELLER.siren, SELLER.vat_number, SELLER.electronic, vat_group=group
    )


def _paid(chance: Random, invoice: Invoice) -> Invoice:
    """The same, a third of them paid in part or whole."""
    part = chance.choice((0, 0, 0, 0, 1, 2))
    gross = invoice.totals.gross.minor
    if not part or gross < 2:
        return invoice
    paid = Payment(invoice.issued, Amount(gross if part == 2 else gross // 2, "EUR"))
    return replace(invoice, payments=(paid,))
