"""Which parties does the company know? Tables organizations, units, people and cost_centers of the folder."""

from __future__ import annotations

from django.db import models

from comptoir.store.known_row import DatedRow, KnownRow, believed, current, lasting, once, text


class Organization(KnownRow):
    """A legal entity or an outside organization."""

    organization = text("organization")
    name = text("name")
    name_fr = text("name_fr")
    name_en = text("name_en")
    kind = text("kind")
    country = text("country")
    siren = text("siren")
    vat_number = text("vat_number")
    vat_group = text("vat_group")
    industry = text("industry")
    founded = models.DateField(null=True)

    class Meta:
        constraints = [once("organization", "organization"), believed("organization")]
        indexes = [current("organization")]


class OrgUnit(DatedRow):
    """A department, lab or workshop; perhaps one that supplies others."""

    unit = text("unit")
    name = text("name")
    name_fr = text("name_fr")
    name_en = text("name_en")
    supplier = text("supplier")
    time_zone = text("time_zone")
    manager = text("manager")

    class Meta:
        constraints = [once("orgunit", "unit"), believed("orgunit"), lasting("orgunit")]
        indexes = [current("orgunit")]


class Person(KnownRow):
    """A person. The only guarded table whose rows may be erased: a person can ask for that."""

    person = text("person")
    name = text("name")
    email = text("email")
    language = text("language")

    class Meta:
        constraints = [once("person", "person"), believed("person")]
        indexes = [current("person")]


class CostCenter(DatedRow):
    """Who bears an internal charge."""

    cost_center = text("cost_center")
    name = text("name")
    name_fr = text("name_fr")
    name_en = text("name_en")
    unit = text("unit")
    owner = text("owner")

    class Meta:
        constraints = [once("costcenter", "cost_center"), believed("costcenter"), lasting("costcenter")]
        indexes = [current("costcenter")]


class Invoicing(KnownRow):
    """What an invoice says of a party. Like people its rows may be erased: they may hold a person's address."""

    party = text("party")
    street = text("street")
    street_more = text("street_more")
    postcode = text("postcode")
    city = text("city")
    country = text("country")
    siret = text("siret")
    electronic_address = text("electronic_address")
    reference = text("reference")
    payment_days = text("payment_days")
    legal = text("legal")
    iban = text("iban")
    bic = text("bic")
    late_penalty = text("late_penalty")
    early_discount = text("early_discount")
    vat_on_debits = text("vat_on_debits")
    prefix = text("prefix")
    invoice_mail = text("invoice_mail")

    class Meta:
        constraints = [once("invoicing", "party"), believed("invoicing")]
        indexes = [current("invoicing")]
