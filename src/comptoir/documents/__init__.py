"""Documents: values in, bytes out. Invoices (CII, Factur-X), statements, FEC, CSV, XLSX and calendars.

The room decides nothing and reads no clock: what is owed, to whom and when comes in as values. Begin with `cii.py`.
"""

from comptoir.documents.book_files import FORMS, charge_file, journal_file
from comptoir.documents.cii import to_cii
from comptoir.documents.csv_out import to_csv
from comptoir.documents.fec import fec_name, to_fec
from comptoir.documents.ics import Occasion, to_ics
from comptoir.documents.journal import ChargeRow, JournalRow, charge_sheet, journal_sheet
from comptoir.documents.pdf import invoice_pdf, statement_pdf, xml_inside
from comptoir.documents.schematron import BrokenRule, broken_rules, broken_rules_of
from comptoir.documents.sheet import Sheet
from comptoir.documents.statement import Share, Statement, StatementLine
from comptoir.documents.xlsx import to_xlsx

__all__ = [
    "FORMS",
    "BrokenRule",
    "ChargeRow",
    "JournalRow",
    "Occasion",
    "Share",
    "Sheet",
    "Statement",
    "StatementLine",
    "broken_rules",
    "broken_rules_of",
    "charge_file",
    "charge_sheet",
    "fec_name",
    "invoice_pdf",
    "journal_file",
    "journal_sheet",
    "statement_pdf",
    "to_cii",
    "to_csv",
    "to_fec",
    "to_ics",
    "to_xlsx",
    "xml_inside",
]
