"""How does a table of paths and texts become an XML tree?

A row is a path, its text, and attributes. Rows stand in the order of the document: a path goes on in the element
written last, and `+` before a step begins another one of the same name. Rule to remember: an empty text writes
nothing, not even its parents, so that a row of a fact nobody knows may stand in the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

# path, text, attributes of the last step
Row = tuple[str, str, Mapping[str, str]]


def row(path: str, text: object, **attributes: str) -> Row:
    """One row of the table; no text where there is nothing to say.

    >>> row("ID", None), row("ID", "552100554", schemeID="0002")
    (('ID', '', {}), ('ID', '552100554', {'schemeID': '0002'}))
    """
    return path, "" if text is None else _printable(str(text)), attributes


def under(path: str, rows: Iterable[Row]) -> list[Row]:
    """The same rows, one level deeper.

    >>> under("SellerTradeParty", [row("Name", "Lab")])
    [('SellerTradeParty/Name', 'Lab', {})]
    """
    return [(f"{path}/{inner}", text, attributes) for inner, text, attributes in rows]


def document(root: str, rows: Iterable[Row], namespaces: Mapping[str, str], *, default: str) -> bytes:
    """The XML document of a table, in UTF-8.

    default   the prefix of steps that name none
    """
    tree = etree.Element(_name(root, namespaces, default), nsmap=dict(namespaces))
    for path, text, attributes in rows:
        if text:
            leaf = _reach(tree, path, namespaces, default)
            leaf.text = text
            leaf.attrib.update(attributes)
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _reach(tree: etree._Element, path: str, namespaces: Mapping[str, str], default: str) -> etree._Element:
    """The element of a path; the last step is always a new one."""
    here = tree
    steps = path.split("/")
    for depth, step in enumerate(steps):
        name = _name(step.lstrip("+"), namespaces, default)
        last = here[-1] if len(here) else None
        if last is None or last.tag != name or step.startswith("+") or depth == len(steps) - 1:
            last = etree.SubElement(here, name)
        here = last
    return here


def _name(step: str, namespaces: Mapping[str, str], default: str) -> str:
    prefix, _, local = step.rpartition(":")
    return f"{{{namespaces[prefix or default]}}}{local}"


def _printable(text: str) -> str:
    """Without the control characters that no XML document may hold."""
    return "".join(letter for letter in text if letter in "\t\n" or ord(letter) >= 32).strip()
