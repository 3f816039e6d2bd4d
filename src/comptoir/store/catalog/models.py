"""What is offered? Tables offerings, bundles and resources of the folder."""

from __future__ import annotations

from comptoir.store.known_row import DatedRow, KnownRow, believed, current, lasting, once, text


class Offering(DatedRow):
    """Something a supplier sells or rents out. `cost` is for the supplier's side only."""

    offering = text("offering")
    name = text("name")
    name_fr = text("name_fr")
    name_en = text("name_en")
    description_fr = text("description_fr")
    description_en = text("description_en")
    supplier = text("supplier")
    kind = text("kind")
    mode = text("mode")
    unit = text("unit")
    cost = text("cost")
    tax = text("tax")
    charge_for = text("charge_for")
    groups = text("groups")
    lead_time = text("lead_time")
    requires = text("requires")

    class Meta:
        constraints = [once("offering", "offering"), believed("offering"), lasting("offering")]
        indexes = [current("offering")]


class Bundle(KnownRow):
    """An offering that comes along with another."""

    offering = text("offering")
    component = text("component")
    quantity = text("quantity")
    condition = text("if")
    card = text("card")

    class Meta:
        constraints = [believed("bundle")]
        indexes = [current("bundle")]


class Resource(DatedRow):
    """A bookable thing, or a pool of alike ones, behind a rental. Its rules are durations, as written."""

    resource = text("resource")
    offering = text("offering")
    name = text("name")
    name_fr = text("name_fr")
    name_en = text("name_en")
    capacity = text("capacity")
    opening = text("opening")
    lead = text("lead")
    window = text("window")
    shortest = text("shortest")
    longest = text("longest")
    slot = text("slot")
    turnaround = text("turnaround")
    requires = text("requires")

    class Meta:
        constraints = [once("resource", "resource"), believed("resource"), lasting("resource")]
        indexes = [current("resource")]
