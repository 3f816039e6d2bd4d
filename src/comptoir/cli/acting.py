"""Who does it, for whom, when, and only to see? What every command that changes something begins with.

    with deed(terminal, as_, for_, format_, dry_run) as doing:
        placed = place_order(basket, actor=doing.actor, at=doing.at, key=key)

Without `--as` the house itself does it: whoever may touch the database may do everything, and the audit trail names
the account of the machine. Rule to remember: a dry run does the deed in full and undoes it, so it is refused for the
same reasons and shows the same amounts.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Annotated

import typer

from comptoir.cli.dates import now
from comptoir.cli.failure import Exit, Failure
from comptoir.cli.output import checked_format, plain, reason_shape, show
from comptoir.cli.source import in_store, start_django
from comptoir.cli.terminal import Terminal
from comptoir.company import Company
from comptoir.core.values import Refusal

if TYPE_CHECKING:
    from comptoir.operations.actors import Actor

# Options that several verbs have.
As = Annotated[str, typer.Option("--as", metavar="PERSON", help="cli.acting.as")]
For = Annotated[str, typer.Option("--for", metavar="PARTY", help="cli.acting.for")]
Key = Annotated[str, typer.Option("--key", metavar="TEXT", help="cli.acting.key")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="cli.acting.dry-run")]
Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="cli.format")]
RowsFormat = Annotated[str, typer.Option("--format", metavar="FORMAT", help="cli.format.rows")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="cli.acting.note")]
Agreed = Annotated[str, typer.Option("--agreed", metavar="AMOUNT", help="cli.acting.agreed")]


@dataclass(frozen=True, slots=True)
class Doing:
    """A deed: the company, who acts, the instant, who listens, and whether it will be undone."""

    company: Company
    actor: Actor
    at: datetime
    terminal: Terminal
    dry_run: bool

    @property
    def language(self) -> str:
        """The language to answer in."""
        return self.terminal.spoken

    def local(self, instant: datetime | None) -> str | None:
        """An instant in the company's zone, as JSON shows it."""
        return None if instant is None else instant.astimezone(self.company.settings.time_zone).isoformat()

    def shown(self, instant: datetime | None) -> str:
        """An instant as a table shows it."""
        zone = self.company.settings.time_zone
        return "" if instant is None else f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"

    def named(self, offering: str) -> str:
        """An offering's name, or its id where it is no longer offered."""
        found = self.company.offerings.get(offering)
        if found is None:
            return offering
        return found.name_fr if self.language == "fr" else found.name_en


@contextmanager
def deed(
    terminal: Terminal,
    as_: str,
    for_: str,
    format_: str,
    dry_run: bool = False,
    *,
    formats: tuple[str, ...] = ("table", "json"),
    person: bool = False,
) -> Iterator[Doing]:
    """The setting of a deed; a refusal is also written as JSON where JSON was asked for.

    person    somebody has to be named who does it
    raises    Failure for an unknown format, without a company, or without a person; Refusal as the deed does
    """
    checked_format(format_, *formats)
    if person and not as_:
        raise Failure("cli.acting.who", Exit.USAGE)
    start_django(migrate=True)
    company = in_store()
    terminal = terminal.in_language_of(company.settings.language)
    from comptoir.operations.rehearsal import rehearsed

    at = moment(company)
    try:
        with rehearsed(dry_run):
            yield Doing(company, _actor(as_, for_, at=at), at, terminal, dry_run)
    except Refusal as refusal:
        if format_ == "json":
            show(refusal_shape(refusal, company, terminal.spoken), "json", table=str)
        raise
    if dry_run:
        terminal.tell("cli.acting.dry")


def checked_supplier(doing: Doing, supplier: str) -> None:
    """Refuse a supplier that nobody knows: an empty list would say that it sold nothing.

    raises    Failure (usage)
    """
    known = tuple(dict.fromkeys(card.supplier for card in doing.company.cards))
    if supplier and supplier not in known:
        raise Failure("cli.usage.choice", Exit.USAGE, name="--supplier", found=supplier, expected=known)


def moment(company: Company) -> datetime:
    """The instant of a deed: now, or the last minute of the day on which a demo stands still (COMPTOIR_TODAY)."""
    from django.conf import settings

    day = getattr(settings, "COMPTOIR_TODAY", None)
    if day is None:
        return now()
    return datetime.combine(day, time(23, 59), company.settings.time_zone).astimezone(UTC)


def refusal_shape(refusal: Refusal, company: Company, language: str) -> dict[str, object]:
    """A refusal as JSON: why, what stands in the way, and what is free instead."""
    zone = company.settings.time_zone
    near, instead = getattr(refusal, "conflicts", ()), getattr(refusal, "alternatives", ())
    return {
        "refused": reason_shape(refusal.reason, language),
        "conflicts": [
            {"start": plain(one.start.astimezone(zone), language), "end": plain(one.end.astimezone(zone), language)}
            for one in near
        ],
        "alternatives": [
            {
                "resource": slot.resource,
                "start": plain(slot.start.astimezone(zone), language),
                "end": plain(slot.end.astimezone(zone), language),
            }
            for slot in instead
        ],
    }  # fmt: skip


def _actor(as_: str, for_: str, *, at: datetime) -> Actor:
    from comptoir.operations.actors import resolve_actor, the_machine

    if as_:
        return resolve_actor(as_, acting_for=for_, at=at)
    return replace(the_machine(f"cli:{getpass.getuser()}"), acting_for=for_)
