"""Charges: collect them from what was delivered, review them, post them, take them back."""

from comptoir.operations.charges.collecting import Collected, collect_charges
from comptoir.operations.charges.deposits import (
    ask_deposits,
    hold_deposit,
    keep_deposit,
    release_deposit,
    waive_deposit,
)
from comptoir.operations.charges.posting import as_core, mark_credited, mark_invoiced, ready_to_invoice
from comptoir.operations.charges.rechecking import Changed, Recheck, recheck_charges
from comptoir.operations.charges.reviewing import (
    Outcome,
    accept_charge,
    dispute_charge,
    lapse_reviews,
    resolve_charge,
)
from comptoir.operations.charges.seeing import ChargeView, MoveView, get_charge, list_charges, list_parked
from comptoir.operations.charges.undoing import reverse_charge, write_off_charge

__all__ = [
    "Changed",
    "Recheck",
    "ask_deposits",
    "hold_deposit",
    "keep_deposit",
    "recheck_charges",
    "release_deposit",
    "waive_deposit",
    "ChargeView",
    "Collected",
    "MoveView",
    "Outcome",
    "accept_charge",
    "as_core",
    "collect_charges",
    "dispute_charge",
    "get_charge",
    "lapse_reviews",
    "list_charges",
    "list_parked",
    "mark_credited",
    "mark_invoiced",
    "ready_to_invoice",
    "resolve_charge",
    "reverse_charge",
    "write_off_charge",
]
