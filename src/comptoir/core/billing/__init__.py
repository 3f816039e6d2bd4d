"""Billing: from what was delivered to who owes what, and the claims that are made of it."""
