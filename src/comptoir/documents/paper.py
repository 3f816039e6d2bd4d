"""Which words and figures stand on paper, and where?

An invoice and a statement become the same plain mapping of texts (heads, facts, lines, totals, mentions), already in
the reader's language; the template sets them and knows nothing. Rule to remember: every figure is written by
`wording`, every total comes from the value.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from comptoir.core.billing.invoice import Address, Buyer, Invoice, InvoiceLine, InvoiceType, Seller
from comptoir.core.values import Amount, Reason
from comptoir.documents.mentions import credit_text, exemption_text, notes, payment_text
from comptoir.documents.statement import Statement, StatementLine
from comptoir.documents.units import quantity_text
from comptoir.wording import (
    format_amount,
    format_date,
    format_list,
    format_number,
    format_percent,
    format_period,
    format_price,
    say,
    say_reason,
    unit_word,
)

Paper = dict[str, object]
# Notes whose texts are codes for machines.
_CODES_ON_PAPER = frozenset({"BAR", "TXD"})


def invoice_paper(invoice: Invoice) -> Paper:
    """The texts of an invoice or a credit note."""
    language = invoice.language
    title = _say(f"title.{invoice.type.value}", language)
    return {
        "language": language,
        "title": title,
        "document": f"{title} {invoice.number}",
        "author": invoice.seller.name,
        "page": _say("page", language, page="{page}", pages="{pages}"),
        "from": {"head": _say("from", language), "lines": _seller(invoice.seller, language)},
        "to": {"head": _say("to", language), "lines": _buyer(invoice.buyer, invoice.seller, language)},
        "facts": _facts(invoice),
        "heads": [
            _say(head, language) for head in ("line", "quantity", "unit_price_net", "vat_rate", "net_amount")
        ],
        "lines": _carried(
            [_line(line, invoice) for line in invoice.lines], invoice.lines, invoice.currency, language
        ),
        "carried": _say("carried", language),
        "totals": _totals(invoice),
        "sum": _sum(invoice),
        "blocks": [block for block in (_payment(invoice), _mentions(invoice)) if block["lines"]],
        "footer": invoice.seller.legal or invoice.seller.name,
    }


def statement_paper(statement: Statement) -> Paper:
    """The texts of an internal statement."""
    language = statement.language
    # Outside of the legal entity there are no cost centers to share: a document between two companies of a VAT group.
    shares = [one for one in statement.shares if one.cost_center]
    title = _say("title.statement" if shares or not statement.customer_more else "title.internal", language)
    return {
        "language": language,
        "title": title,
        "document": f"{title} {statement.number}",
        "author": statement.supplier,
        "page": _say("page", language, page="{page}", pages="{pages}"),
        "from": {
            "head": _say("from", language),
            "lines": [statement.supplier, statement.entity, *statement.supplier_more],
        },
        "to": {"head": _say("to", language), "lines": [statement.customer, *statement.customer_more]},
        "facts": _pairs(
            language,
            ("number", statement.number),
            ("issued", format_date(statement.issued, language)),
            ("period", format_period(statement.period, language, "short")),
        ),
        "heads": [_say(head, language) for head in ("line", "day", "quantity", "unit_price", "amount")],
        "lines": _carried(
            [_charge(line, statement) for line in statement.lines],
            statement.lines,
            statement.currency,
            language,
        ),
        "carried": _say("carried", language),
        "totals": [],
        "sum": [_say("total_charged", language), format_amount(statement.total, language)],
        "shares": {
            "head": _say("shares", language),
            "heads": [_say("cost_center", language), _say("amount", language)],
            "rows": [
                [f"{share.cost_center} · {share.name}", format_amount(share.amount, language)]
                for share in shares
            ],
        },
        "blocks": [
            {
                "head": _say("remark", language),
                "lines": [statement.note or _say("statement_note", language)],
            }
        ],
        "footer": f"{statement.supplier} · {statement.entity}",
    }


def _carried(
    told: list[dict[str, object]], lines: Sequence[InvoiceLine | StatementLine], currency: str, language: str
) -> list[dict[str, object]]:
    """Each line with the sum up to it: what the next page begins with, if that is where it ends."""
    sums = accumulate((line.amount for line in lines), initial=Amount.zero(currency))
    return [
        one | {"carry": format_amount(upto, language)} for one, upto in zip(told, list(sums)[1:], strict=True)
    ]


def _facts(invoice: Invoice) -> list[list[str]]:
    """Number, days, references: what identifies the document."""
    language = invoice.language
    preceding = [
        _say("preceding_item", language, number=number, day=format_date(day, language, "short"))
        for number, day in invoice.preceding
    ]
    return _pairs(
        language,
        ("number", invoice.number),
        ("issued", format_date(invoice.issued, language)),
        ("due", format_date(invoice.due, language) if invoice.due else ""),
        ("delivered", format_date(invoice.delivered, language) if invoice.delivered else ""),
        ("period", _period(invoice.period, language)),
        ("preceding", format_list(preceding, language) if preceding else ""),
        ("order", invoice.order),
        ("contract", invoice.contract),
        ("reference", invoice.buyer.reference),
        ("operation", _say(f"operation.{invoice.operation.value}", language)),
    )


def _seller(seller: Seller, language: str) -> list[str]:
    group = seller.vat_group
    member = _say("vat_group", language, name=group.name, id=group.vat_number) if group else ""
    return _told(*_party(seller, seller.address, "", language), member)


def _buyer(buyer: Buyer, seller: Seller, language: str) -> list[str]:
    return _party(buyer, buyer.address, seller.address.country, language)


def _party(party: Seller | Buyer, address: Address, home: str, language: str) -> list[str]:
    """Name, address and numbers; the country where it is not the seller's."""
    country = address.country if home and address.country != home else ""
    town = f"{address.postcode} {address.city}".strip()
    numbers = {"siren": party.siren, "siret": party.siret, "vat_number": party.vat_number}
    told = [_say(code, language, id=number) for code, number in numbers.items() if number]
    return _told(party.name, address.street, address.more, town, country, *told)


def _line(line: InvoiceLine, invoice: Invoice) -> dict[str, object]:
    language = invoice.language
    taken = ""
    if line.allowance and line.allowance.minor:
        amount = format_amount(line.allowance, language)
        taken = _say("allowance_item", language, amount=amount, reason=line.allowance_reason)
    return {
        "name": line.name,
        "notes": _told(_period(line.period, language), line.note, taken, credit_text(line, language)),
        "cells": [
            quantity_text(line.quantity, line.unit, language),
            format_price(line.unit_price, invoice.currency, language),
            format_percent(line.vat.rate, language) if line.vat.rate else _say("no_vat", language),
            format_amount(line.amount, language),
        ],
    }


def _charge(line: StatementLine, statement: Statement) -> dict[str, object]:
    language = statement.language
    usual = _say("usual_price", language, usual=format_amount(line.usual, language)) if line.usual else ""
    order = f"{_say('order', language)} {line.order}" if line.order else ""
    center = f"{_say('cost_center', language)} {line.cost_center}" if line.cost_center else ""
    price = format_price(line.unit_price, statement.currency, language) if line.unit_price is not None else ""
    return {
        "name": line.name,
        "notes": _told(
            *(say_reason(reason, language) for reason in line.why if not _elsewhere(reason)),
            usual,
            " · ".join(_told(order, center)),
        ),
        "cells": [
            format_date(line.day, language, "short"),
            f"{format_number(line.quantity, language)}\u00a0{unit_word(line.unit, language, line.quantity)}",
            price,
            format_amount(line.amount, language),
        ],
    }


def _elsewhere(reason: Reason) -> bool:
    """Whether a reason says what the paper says anyway: whose it is, or the amount of the line."""
    return reason.code.startswith("because.") or reason.code in ("price.rounded", "price.order")


def _totals(invoice: Invoice) -> list[list[str]]:
    """The rows that lead to the sum; those of nothing are left out."""
    language, found = invoice.language, invoice.totals
    rows: list[tuple[str, Amount]] = []
    if invoice.allowances:
        rows.append((_say("total_lines", language), found.lines))
        rows += [(one.reason, one.signed) for one in invoice.allowances]
    rows.append((_say("total_net", language), found.net))
    for row in invoice.breakdown:
        code = "total_vat_row" if row.vat.rate else "total_vat_none"
        taxable = format_amount(row.taxable, language)
        rows.append((_say(code, language, rate=row.vat.rate, taxable=taxable), row.tax))
    if found.paid.minor or found.rounding.minor:
        rows.append((_say("total_gross", language), found.gross))
        rows += [(_say("total_paid", language), -found.paid)] if found.paid.minor else []
    if found.rounding.minor:
        rows.append((_say("total_rounding", language), found.rounding))
    return [[head, format_amount(amount, language)] for head, amount in rows]


def _sum(invoice: Invoice) -> list[str]:
    """The one amount that counts: to be paid, in the buyer's favor, or the total where nothing was paid before."""
    found = invoice.totals
    head = "total_gross" if found.due == found.gross else "total_due"
    if invoice.type is InvoiceType.CREDIT_NOTE:
        head = "total_owed"
    return [_say(head, invoice.language), format_amount(found.due, invoice.language)]


def _payment(invoice: Invoice) -> dict[str, object]:
    """How and when to pay."""
    language, means = invoice.language, invoice.means
    if invoice.type is InvoiceType.CREDIT_NOTE:
        # Its terms are those of the invoice, for the rules of the XML; nobody has to pay a credit note.
        return {"head": _say("how_to_pay", language), "lines": []}
    paying = []
    if means and invoice.totals.due.minor:
        reference = means.reference or invoice.number
        paying = [
            _say("iban", language, iban=_in_fours(means.iban)) if means.iban else "",
            _say("bic", language, bic=means.bic) if means.bic else "",
            _say("payment_reference", language, reference=reference),
        ]
    return {"head": _say("how_to_pay", language), "lines": _told(payment_text(invoice), *paying)}


def _mentions(invoice: Invoice) -> dict[str, object]:
    """What the law wants said: why no VAT, penalties, fee, discount, option on debits, the place of delivery."""
    language, place = invoice.language, invoice.deliver_to
    delivered = ""
    if place:
        where = ", ".join(
            _told(place.street, place.more, f"{place.postcode} {place.city}".strip(), place.country)
        )
        delivered = f"{_say('deliver_to', language)} {where}"
    exempt = dict.fromkeys(exemption_text(row.vat, language) for row in invoice.breakdown)
    told = [note.text for note in notes(invoice) if note.subject not in _CODES_ON_PAPER]
    return {"head": _say("mentions", language), "lines": _told(delivered, *exempt, *told)}


def _period(period: tuple[date, date] | None, language: str) -> str:
    if period is None:
        return ""
    if period[0] == period[1]:
        return format_date(period[0], language, "short")
    return _say("line_period", language, first=period[0], last=period[1])


def _pairs(language: str, *facts: tuple[str, str]) -> list[list[str]]:
    return [[_say(head, language), text] for head, text in facts if text]


def _told(*texts: str) -> list[str]:
    return [text for text in texts if text]


def _in_fours(iban: str) -> str:
    plain = iban.replace(" ", "")
    return "\u00a0".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def _say(code: str, language: str, **params: object) -> str:
    return say(f"documents.{code}", params, language)
