"""The database: every row of the company as it was known at any moment, and what was done to it by whom.

The only Django app with models. `tables()` gives the company back as the same rows of text that were imported.
"""
