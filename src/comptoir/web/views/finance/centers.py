"""What a cost center has spent, month by month, and what remains of its budget: for its owner and who answers for it.

Rule to remember: what is spent is what stands in the books; what is ordered and not yet there stands beside it.
"""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from comptoir import wording
from comptoir.core.billing.closing import Month
from comptoir.core.values import Amount
from comptoir.operations.budgets import list_budgets
from comptoir.store.ledger.queries import sum_cost_centers
from comptoir.web import clock
from comptoir.web.money import who_acts
from comptoir.web.templatetags.comptoir import language

MONTHS = 6


@require_safe
def centers(request: HttpRequest) -> HttpResponse:
    """The cost centers that the reader answers for."""
    home, actor = who_acts(request)
    budgets = list_budgets(actor=actor, at=clock.now())
    months = _months(clock.today())
    ids = [one.cost_center for one in budgets]
    spent = [
        sum_cost_centers(ids, since=month.first, upto=month.next.first) if ids else {} for month in months
    ]
    currency = home.company.settings.currency
    rows = [
        {
            "id": one.cost_center,
            "name": one.name.name(language()),
            "budget": one,
            "period": wording.word(one.period, language()) if one.period else "",
            "spent": [found.get((one.cost_center, currency), Amount.zero(currency)) for found in spent],
            "charges": f"{reverse('charges')}?cost_center={one.cost_center}",
            "entries": f"{reverse('journal')}?cost_center={one.cost_center}",
        }
        for one in budgets
    ]
    heads = [wording.format_date(month.first, language(), "month") for month in months]
    return render(request, "web/finance/centers.html", {"here": "activity", "rows": rows, "months": heads})


def _months(today: date) -> list[Month]:
    """The last months, the oldest first."""
    last = today.year * 12 + today.month - 1
    return [Month(number // 12, number % 12 + 1) for number in range(last - MONTHS + 1, last + 1)]
