"""Billing: from what was delivered to who owes what, and the claims that are made of it.

`charging` prices a delivery, `shares` splits it, `states` says what may follow, `posting` puts it into the books,
`invoice` and `claims` put it onto paper. How: docs/algorithms/ledger.md, tax.md and allocation.md.
"""
