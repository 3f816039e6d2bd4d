"""Which accounts do the books know, and which one does a posting rule mean? Charts of accounts, as data.

A rule names a role ("receivable"), a chart says which account that is; a house with other numbers brings its own
chart. Rule to remember: what units of one legal entity charge each other goes through 186 and 187 of the French chart
(services exchanged between establishments), so that revenue to others never holds any of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from comptoir.core.values import Reason, Refusal


class AccountKind(StrEnum):
    """What an account holds; `internal` ones add up to nothing over a legal entity."""

    ASSET = "asset"
    LIABILITY = "liability"
    INCOME = "income"
    EXPENSE = "expense"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Account:
    """One account: its number, what it holds, its names, and whether a posting on it needs a cost center."""

    number: str
    kind: AccountKind
    name_fr: str
    name_en: str
    cost_center: bool = False


Chart = Mapping[str, Account]

_A, _L, _I, _E, _N = AccountKind
FRENCH_CHART: Chart = {
    "internal expense": Account("186", _N, "Prestations internes reçues", "Internal services received", True),
    "internal income": Account("187", _N, "Prestations internes rendues", "Internal services rendered", True),
    "receivable": Account("411", _A, "Clients", "Customers"),
    "group receivable": Account("4511", _A, "Groupe, créances", "Group, receivable"),
    "group payable": Account("4512", _L, "Groupe, dettes", "Group, payable"),
    "payable": Account("401", _L, "Fournisseurs", "Suppliers"),
    "revenue of services": Account("706", _I, "Prestations de services", "Services sold"),
    "revenue of goods": Account("707", _I, "Ventes de marchandises", "Goods sold"),
    "purchased services": Account("611", _E, "Sous-traitance générale", "Services purchased", True),
    "vat collected": Account("44571", _L, "TVA collectée", "VAT collected"),
    "vat deductible": Account("44566", _A, "TVA déductible", "VAT deductible"),
    "vat reverse charge": Account("4452", _L, "TVA due intracommunautaire", "VAT due, reverse charge"),
    "deposits": Account("165", _L, "Dépôts et cautionnements reçus", "Deposits received"),
    "bank": Account("512", _A, "Banques", "Bank"),
    "rounding gain": Account("758", _I, "Produits divers de gestion courante", "Sundry income"),
    "rounding loss": Account("658", _E, "Charges diverses de gestion courante", "Sundry expense"),
    "loss": Account("654", _E, "Pertes sur créances irrécouvrables", "Bad debts"),
}


def account(chart: Chart, role: str) -> Account:
    """The account that a chart has for a role.

    raises    Refusal(ledger.no_account) if it has none

    >>> account(FRENCH_CHART, "receivable").number
    '411'
    """
    found = chart.get(role)
    if found is None:
        raise Refusal(Reason("ledger.no_account", (("role", role),)))
    return found
