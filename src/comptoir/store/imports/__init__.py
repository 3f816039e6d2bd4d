"""Imports as stored: each change of the company's rows, what it counted, and the settings of company.toml."""
