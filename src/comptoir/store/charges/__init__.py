"""Charges: what is owed for what was delivered, what became of it, and what could not be charged."""
