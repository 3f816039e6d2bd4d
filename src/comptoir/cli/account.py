"""`comptoir account`: let somebody of the company folder sign in, with a role if wanted; so a house gets its first
administrator. The answer holds a link by which the password is set; no password is ever typed into a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comptoir.cli.acting import As, DryRun, Format, deed
from comptoir.cli.failure import Exit, Failure
from comptoir.cli.output import show
from comptoir.cli.terminal import Terminal

if TYPE_CHECKING:
    from comptoir.operations.permissions import Role

EXAMPLES = (
    "p01 --role administrator",
    'p34 --username elsa --email elsa@arvor.example --role "counter staff@MET"',
    "p34 --close",
)


def command(
    context: typer.Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="cli.account.person")],
    username: Annotated[str, typer.Option("--username", metavar="NAME", help="cli.account.username")] = "",
    email: Annotated[str, typer.Option("--email", metavar="ADDRESS", help="cli.account.email")] = "",
    role: Annotated[
        list[str] | None, typer.Option("--role", metavar="ROLE[@UNIT]", help="cli.account.role")
    ] = None,
    close: Annotated[bool, typer.Option("--close", help="cli.account.close")] = False,
    as_: As = "",
    dry_run: DryRun = False,
    format_: Format = "table",
) -> Exit:
    """Make an account, hand out roles, or close the account."""
    terminal: Terminal = context.obj
    with deed(terminal, as_, "", format_, dry_run) as doing:
        from comptoir.operations.accounts import close_account, set_up
        from comptoir.operations.letters import password_link
        from comptoir.store.accounts.queries import find_user

        wanted = [_role(text) for text in role or ()]
        link, name = "", username or person
        if close:
            close_account(person, actor=doing.actor, at=doing.at)
        elif set_up(person, wanted, actor=doing.actor, at=doing.at, username=name, email=email):
            link = password_link(name)
        shape = {
            "person": person,
            "username": find_user(person) or name,
            "open": not close,
            "roles": [{"role": one.value, "unit": unit} for one, unit in wanted],
            "link": link,
        }
        show(shape, format_, table=lambda: _told(doing.terminal, shape))
    return Exit.OK


def _role(text: str) -> tuple[Role, str]:
    """A role and its unit as an option says them.

    raises    Failure (usage) for a role that is none
    """
    from comptoir.operations.permissions import Role

    name, _, unit = text.partition("@")
    try:
        return Role(name.strip()), unit.strip()
    except ValueError:
        raise Failure(
            "cli.usage.choice",
            Exit.USAGE,
            name="--role",
            expected=tuple(one.value for one in Role),
            found=text,
        ) from None


def _told(terminal: Terminal, shape: dict[str, object]) -> str:
    code = (
        "cli.account.link" if shape["link"] else "cli.account.done" if shape["open"] else "cli.account.closed"
    )
    return terminal.say(code, username=shape["username"], link=shape["link"])
