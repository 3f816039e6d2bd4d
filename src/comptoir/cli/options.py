"""Which options do several commands share? What is wanted, when, and who bears it, each named once.

The options of a deed (`--as`, `--for`, `--key` ...) stand in acting.py.
"""

from __future__ import annotations

from typing import Annotated

import typer

Offering = Annotated[str, typer.Argument(metavar="OFFERING", help="cli.book.offering")]
Start = Annotated[str, typer.Option("--start", metavar="INSTANT", help="cli.price.start")]
End = Annotated[str, typer.Option("--end", metavar="INSTANT", help="cli.price.end")]
Given = Annotated[str, typer.Option("--given", metavar="ANSWERS", help="cli.price.given")]
Measured = Annotated[str, typer.Option("--quantity", metavar="QUANTITY", help="cli.price.quantity")]
Request = Annotated[str, typer.Option("--request", metavar="FILE.json|-", help="cli.price.request")]
Payer = Annotated[str, typer.Option("--payer", metavar="PARTY", help="cli.order.payer")]
Beneficiary = Annotated[str, typer.Option("--beneficiary", metavar="PARTY", help="cli.order.beneficiary")]
CostCenter = Annotated[
    list[str] | None, typer.Option("--cost-center", metavar="ID[=SHARE]", help="cli.order.cost-center")
]
Project = Annotated[str, typer.Option("--project", metavar="ID", help="cli.order.project")]
