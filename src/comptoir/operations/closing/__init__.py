"""The month close of a supplier: plan it, run it step by step, approve it, undo it."""

from comptoir.operations.closing.approving import approve_close
from comptoir.operations.closing.planning import ClosePlan, PayerSum, compare_months, plan_close
from comptoir.operations.closing.reading import CloseView, find_close, get_close, list_closes
from comptoir.operations.closing.running import Ran, reopen_close, run_close
from comptoir.operations.closing.undoing import undo_close

__all__ = [
    "ClosePlan",
    "CloseView",
    "PayerSum",
    "Ran",
    "approve_close",
    "compare_months",
    "find_close",
    "get_close",
    "list_closes",
    "plan_close",
    "reopen_close",
    "run_close",
    "undo_close",
]
