"""The rules with their lists read once say exactly what the file of rules says, of valid and of broken invoices."""

from __future__ import annotations

from random import Random

import pytest

from comptoir.documents import schematron, to_cii
from tests.documents.invoices import credit_note, random_invoice, sample


@pytest.mark.parametrize("rules", schematron.STYLESHEETS)
def test_lists_read_once_change_no_answer(rules) -> None:
    def answers() -> list[tuple[str, str]]:
        path = schematron.STYLESHEETS[rules]
        plain = schematron._processor().new_xslt30_processor().compile_stylesheet(stylesheet_file=str(path))
        ours = schematron._stylesheet(path)
        found = []
        for xml in told:
            node = schematron._processor().parse_xml(xml_text=xml)
            found.append((said(ours, node), said(plain, node)))
        return found

    def said(sheet, node):
        return [(one.rule, one.flag, one.text, one.where) for one in schematron._findings(sheet, node)]

    some = [random_invoice(Random(number), number) for number in range(5)]
    valid = [to_cii(invoice).decode() for invoice in (sample(), credit_note(), *some)]
    # A unit, a currency, a country and a kind of document that no list knows.
    broken = [
        valid[0].replace(old, new)
        for old, new in (
            ('unitCode="', 'unitCode="?'),
            (">EUR<", ">EUX<"),
            (">FR<", ">QQ<"),
            (">380<", ">999<"),
        )
    ]
    told = [*valid, *broken]

    found = schematron._saxon().submit(answers).result()

    assert all(ours == plain for ours, plain in found)
    assert any(ours for ours, _ in found[len(valid) :])
