"""Every model of the store in one place, because that is where Django looks."""

from comptoir.store.accounts.models import Account, RoleGrant
from comptoir.store.audit.models import AuditRow
from comptoir.store.bookings.models import Booking, BookingPrice, CalendarFeed, Qualification, WaitingWish
from comptoir.store.cards.models import Adjustment, Deal, Rate, RateCard, RateClass, WorkedExample
from comptoir.store.catalog.models import Bundle, Offering, Resource
from comptoir.store.charges.models import Charge, ChargeMove, Deposit, ParkedSource
from comptoir.store.closing.models import CloseApproval, CloseStep, MonthClose
from comptoir.store.deals.models import (
    AgreedDeal,
    Delegation,
    FloorRow,
    Negotiation,
    NegotiationMove,
    SellerMandate,
)
from comptoir.store.facts.models import Affiliation
from comptoir.store.imports.models import Import, Setting
from comptoir.store.ledger.models import AnchorRow, ExchangeRateRow, JournalEntryRow, PostingRow
from comptoir.store.orders.models import (
    Approval,
    Fund,
    FundEntry,
    LineDelivery,
    Order,
    OrderLine,
    OrderPart,
    Outcome,
    SavedQuote,
    SpendingLimit,
    Tally,
)
from comptoir.store.outbox.models import OutboxRow
from comptoir.store.paper.models import Paper, PaperEvent, PaperLine, PaperSeries
from comptoir.store.parties.models import CostCenter, Invoicing, Organization, OrgUnit, Person
from comptoir.store.requests.models import RequestRow
from comptoir.store.seals.models import SealRow
from comptoir.store.usage.models import UsageImport, UsageRecord, UsageReject

__all__ = [
    "Account",
    "Adjustment",
    "Affiliation",
    "AgreedDeal",
    "AnchorRow",
    "Approval",
    "AuditRow",
    "Booking",
    "BookingPrice",
    "Bundle",
    "CalendarFeed",
    "Charge",
    "ChargeMove",
    "CloseApproval",
    "CloseStep",
    "CostCenter",
    "Deal",
    "Delegation",
    "Deposit",
    "ExchangeRateRow",
    "FloorRow",
    "Fund",
    "FundEntry",
    "Import",
    "Invoicing",
    "JournalEntryRow",
    "LineDelivery",
    "MonthClose",
    "Negotiation",
    "NegotiationMove",
    "Offering",
    "Order",
    "OrderLine",
    "OrderPart",
    "OrgUnit",
    "Organization",
    "OutboxRow",
    "Outcome",
    "Paper",
    "PaperEvent",
    "PaperLine",
    "PaperSeries",
    "ParkedSource",
    "Person",
    "PostingRow",
    "Qualification",
    "Rate",
    "RateCard",
    "RateClass",
    "RequestRow",
    "Resource",
    "RoleGrant",
    "SavedQuote",
    "SealRow",
    "SellerMandate",
    "Setting",
    "SpendingLimit",
    "Tally",
    "UsageImport",
    "UsageRecord",
    "UsageReject",
    "WaitingWish",
    "WorkedExample",
]
