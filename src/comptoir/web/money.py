"""How are charges, documents and entries told on a page? Words with their pattern, names, and the party that looks.

Rule to remember: a page branches on the settlement that was decided, never on who the customer is; states and kinds
are words of their own here, so that a state is told by a word before a color.
"""

from __future__ import annotations

from decimal import Decimal

from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir import wording
from comptoir.core.values import Reason
from comptoir.operations.actors import Actor
from comptoir.web.acting import actor_of
from comptoir.web.house import House, house
from comptoir.web.templatetags.comptoir import language

Words = dict[str, tuple[str | Promise, str]]

CHARGE: Words = {
    "in review": (_("to look at"), "ask"),
    "accepted": (_("accepted"), "yes"),
    "disputed": (_("disputed"), "bad"),
    "resolved": (_("answered"), "mild"),
    "parked": (_("set aside"), "bad"),
    "posted": (_("in the books"), "yes"),
    "withdrawn": (_("withdrawn"), "no"),
    "reversed": (_("reversed"), "no"),
}
PAPER: Words = {
    "issued": (_("issued"), "ask"),
    "sent": (pgettext_lazy("document", "sent"), "mild"),
    "partly paid": (_("paid in part"), "mild"),
    "paid": (_("paid"), "yes"),
    "credited": (_("credited"), "no"),
    "void": (_("void"), "no"),
    "written off": (_("written off"), "no"),
}
KINDS: dict[str, str | Promise] = {
    "invoice": _("Invoice"),
    "credit note": _("Credit note"),
    "statement": _("Statement"),
    "internal document": _("Internal document"),
}
SETTLEMENTS: dict[str, str | Promise] = {
    "cost center charge": _("Charge between cost centers"),
    "internal document": _("Internal document"),
    "invoice": _("Invoice"),
}
# The journal as a file: the ending of its name, and what it is called.
FILES = (("csv", "CSV"), ("xlsx", "XLSX"), ("parquet", "Parquet"), ("txt", "FEC"))
CLOSE: Words = {
    "": (_("not begun"), "ask"),
    "open": (_("begun"), "mild"),
    "certified": (_("closed and certified"), "yes"),
    "undo asked": (_("undoing asked for"), "bad"),
    "undone": (_("undone"), "no"),
}


def told(words: Words, state: str) -> tuple[str, str]:
    """The word of a state with a capital, and its pattern."""
    word, mark = words.get(state, (state, "ask"))
    text = str(word)
    return text[:1].upper() + text[1:], mark


def kind_name(kind: str) -> str:
    """What a kind of document is called."""
    return str(KINDS.get(kind, kind))


def measure(quantity: Decimal, unit: str) -> str:
    """A quantity with its unit."""
    return wording.format_used(quantity, unit, language())


def said(reason: Reason) -> str:
    """A reason as a sentence."""
    return wording.say_reason(reason, language())


def who_acts(request: HttpRequest) -> tuple[House, Actor]:
    """The house and who looks; a passer-by finds nothing here."""
    actor = actor_of(request)
    if actor is None:
        raise Http404
    return house(), actor
