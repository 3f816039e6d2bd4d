"""Filters and tags for templates: every figure, date and fixed word goes through `comptoir.wording`."""
