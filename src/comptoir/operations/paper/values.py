"""What is kept of a document when it is issued: the same figures in both languages, and how each line was booked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from comptoir.core.billing.invoice import Invoice
from comptoir.core.billing.shares import Part
from comptoir.documents.statement import Statement

INVOICE, CREDIT_NOTE, STATEMENT, INTERNAL = "invoice", "credit note", "statement", "internal document"


@dataclass(frozen=True, slots=True)
class LineBooks:
    """How a line is booked: whose cost center earned it, on which account, and whose bear it (in a group)."""

    line: str
    earned_by: str
    revenue: str
    owed: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuedInvoice:
    """An invoice or a credit note in both languages; only texts differ."""

    fr: Invoice
    en: Invoice
    books: tuple[LineBooks, ...]

    def told(self, language: str) -> Invoice:
        """The document in a language."""
        return self.fr if language == "fr" else self.en

    def numbered(self, number: str) -> IssuedInvoice:
        """The same under its number."""
        return replace(self, fr=replace(self.fr, number=number), en=replace(self.en, number=number))

    @property
    def earned_by(self) -> Mapping[str, str]:
        """The supplier's cost center by line."""
        return {one.line: one.earned_by for one in self.books}

    @property
    def revenue(self) -> Mapping[str, str]:
        """The role of the account by line."""
        return {one.line: one.revenue for one in self.books}

    @property
    def owed(self) -> tuple[Part, ...]:
        """How the buyer's cost centers share the net amount."""
        return tuple(part for one in self.books for part in one.owed)


@dataclass(frozen=True, slots=True)
class IssuedStatement:
    """An internal statement or an internal document in both languages."""

    fr: Statement
    en: Statement

    def told(self, language: str) -> Statement:
        """The document in a language."""
        return self.fr if language == "fr" else self.en

    def numbered(self, number: str) -> IssuedStatement:
        """The same under its number."""
        return IssuedStatement(replace(self.fr, number=number), replace(self.en, number=number))
