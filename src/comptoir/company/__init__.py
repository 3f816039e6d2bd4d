"""The company folder: read, check, price, write. See docs/company-folder.md and docs/rooms/company.md."""

from comptoir.company.asked import Asked, AskedLine
from comptoir.company.build import Reading, Unsound, build, read
from comptoir.company.check import Checked, check
from comptoir.company.examples import Disagreement, ExamplesRun, run_example, run_examples
from comptoir.company.model import Company, CostCenter, Example, Person, Resource
from comptoir.company.settings import Settings
from comptoir.company.tables import TablesRead, read_tables, write_tables
from comptoir.company.templates import new

__all__ = [
    "Asked",
    "AskedLine",
    "Checked",
    "Company",
    "CostCenter",
    "Disagreement",
    "Example",
    "ExamplesRun",
    "Person",
    "Reading",
    "Resource",
    "Settings",
    "TablesRead",
    "Unsound",
    "build",
    "check",
    "new",
    "read",
    "read_tables",
    "run_example",
    "run_examples",
    "write_tables",
]
