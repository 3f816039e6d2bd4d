"""Parties as stored: organizations, org units, people and the cost centers that bear charges."""
