"""What does it cost whom? Cards of company.toml, and tables classes, rates, adjustments, deals and examples."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from comptoir.store.known_row import DatedRow, KnownRow, believed, current, lasting, once, text


class RateCard(DatedRow):
    """One dated version of a supplier's rate card. A supplier has one card on any day."""

    card = text("card")
    supplier = text("supplier")
    # Its whole table of company.toml as typed JSON text; the columns above repeat what the overlap rule needs.
    terms = text("terms")

    class Meta:
        constraints = [once("ratecard", "card"), believed("ratecard"), lasting("ratecard")]
        indexes = [current("ratecard")]


class RateClass(KnownRow):
    """A class of customers; the first one whose condition holds is the customer's."""

    card = text("card")
    rate_class = text("class")
    name = text("name")
    name_fr = text("name_fr")
    name_en = text("name_en")
    when = text("when")
    requires = text("requires")
    tax = text("tax")
    priority = text("priority")

    class Meta:
        constraints = [once("rateclass", "card", "rate_class"), believed("rateclass")]
        indexes = [current("rateclass")]


class Rate(DatedRow):
    """The price of an offering for a class. Of two rows that could apply the one above counts."""

    card = text("card")
    offering = text("offering")
    rate_class = text("class")
    price = text("price")
    per = text("per")
    step = text("step")
    round = text("round")
    included = text("included")
    min_quantity = text("min_quantity")
    min_amount = text("min_amount")
    max_amount = text("max_amount")
    begins = text("from")
    tier = text("tier")
    counter = text("counter")
    combine = text("combine")
    when = text("when")
    window_by = text("window_by")
    charge_for = text("charge_for")
    event = text("event")
    condition = text("if")
    requires = text("requires")
    subsidy = text("subsidy")
    paid_by = text("paid_by")
    deposit = text("deposit")
    note = text("note")

    class Meta:
        constraints = [believed("rate"), lasting("rate")]
        indexes = [
            current("rate"),
            models.Index(fields=["offering", "card"], condition=Q(superseded_at=None), name="store_rate_of"),
        ]


class Adjustment(DatedRow):
    """A fee, surcharge, rebate, cap, minimum or subsidy over lines or over time."""

    adjustment = text("adjustment")
    card = text("card")
    name = text("name")
    name_fr = text("name_fr")
    name_en = text("name_en")
    rate_class = text("class")
    condition = text("if")
    kind = text("kind")
    offerings = text("offerings")
    amount = text("amount")
    scope = text("scope")
    begins = text("from")
    counter = text("counter")
    paid_by = text("paid_by")

    class Meta:
        constraints = [believed("adjustment"), lasting("adjustment")]
        indexes = [current("adjustment")]


class Deal(DatedRow):
    """A negotiated price, dated and approved; nobody else's business."""

    deal = text("deal")
    customer = text("customer")
    offering = text("offering")
    price = text("price")
    per = text("per")
    min_quantity = text("min_quantity")
    seller = text("seller")
    approved_by = text("approved_by")
    agreed_on = models.DateField(null=True)
    note = text("note")

    class Meta:
        constraints = [once("deal", "deal"), believed("deal"), lasting("deal")]
        indexes = [
            current("deal"),
            models.Index(
                fields=["customer", "offering"], condition=Q(superseded_at=None), name="store_deal_of"
            ),
        ]


class WorkedExample(KnownRow):
    """One line of a worked example: a request, and on its first line the total it must give."""

    example = text("example")
    customer = text("customer")
    described = text("as")
    payer = text("payer")
    beneficiary = text("beneficiary")
    date = text("date")
    offering = text("offering")
    event = text("event")
    quantity = text("quantity")
    start = text("start")
    end = text("end")
    reserved = text("reserved")
    used = text("used")
    used_start = text("used_start")
    used_end = text("used_end")
    given = text("given")
    counters = text("counters")
    session = text("session")
    rate_class = text("class")
    expected = text("expected")
    note = text("note")

    class Meta:
        constraints = [believed("workedexample")]
        indexes = [current("workedexample")]
