"""M3: an internal customer is an employee or a unit that buys or receives products, materials, services or information
from other units of the same company, its internal suppliers."""

from __future__ import annotations

from comptoir.core.catalog import Kind
from comptoir.core.ordering.basket import Basket
from comptoir.operations.deliver_order import hand_over_free
from comptoir.operations.place_order import place_order
from comptoir.operations.read_order import find_orders
from tests.scenarios.stage import CLAIRE, MARC, NOW, TODAY, acting, some


def test_an_employee_and_a_unit_are_internal_customers(company) -> None:
    employee, unit = (company.standing(one, "MET", as_of=TODAY, known_at=NOW) for one in (CLAIRE, "ESS"))

    assert (employee.side, employee.tie) == ("internal", "employee")
    assert (unit.side, unit.tie) == ("internal", "unit")


def test_products_materials_services_and_information_are_offered(company) -> None:
    assert {one.kind for one in company.offerings.values()} == set(Kind)


def test_a_supplier_is_a_customer_of_other_suppliers(company) -> None:
    order = place_order(
        Basket("MET", (some("copies", 200, "page"),), cost_center="MET-002"),
        actor=acting(MARC, "MET"),
        at=NOW,
    ).order

    assert (order.buyer, order.lines[0].supplier) == ("MET", "IMP")
    assert company.standing("MET", "IMP", as_of=TODAY, known_at=NOW).side == "internal"


def test_what_is_received_free_is_recorded_too(company) -> None:
    given = hand_over_free(
        some("measurement-report", 1), to="ESS", actor=acting(MARC, "MET"), at=NOW, note="goodwill"
    )

    (line,) = find_orders(actor=acting(CLAIRE, "ESS"), at=NOW)[0].lines
    assert (given.lines[0].status, line.amount.minor, line.state) == ("free", 0, "delivered")
    assert line.reasons[0].code == "order.given_free"
