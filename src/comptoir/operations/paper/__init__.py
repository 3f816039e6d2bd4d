"""Paper: issue invoices, credit notes and statements, send them, take them back, and say what was paid."""

from comptoir.operations.paper.bundling import bundle_month
from comptoir.operations.paper.changing import (
    credit_for_undo,
    credit_invoice,
    reissue_invoice,
    send_paper,
    void_invoice,
)
from comptoir.operations.paper.issuing import IssuedAll, Refused, issue_due, issue_for_close, issue_invoice
from comptoir.operations.paper.paying import (
    Balance,
    ask_write_off,
    record_payment,
    refund,
    return_payment,
    write_off,
)
from comptoir.operations.paper.reading import PaperView, Rendered, find_papers, form_key, get_paper, render
from comptoir.operations.paper.reminding import next_reminder, send_reminder
from comptoir.operations.paper.verifying import verify_papers

__all__ = [
    "Balance",
    "IssuedAll",
    "PaperView",
    "Refused",
    "Rendered",
    "ask_write_off",
    "bundle_month",
    "credit_for_undo",
    "credit_invoice",
    "find_papers",
    "form_key",
    "get_paper",
    "issue_due",
    "issue_for_close",
    "issue_invoice",
    "next_reminder",
    "record_payment",
    "refund",
    "reissue_invoice",
    "render",
    "return_payment",
    "send_paper",
    "send_reminder",
    "verify_papers",
    "void_invoice",
    "write_off",
]
