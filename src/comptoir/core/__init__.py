"""The core decides: frozen values and explicit dates in, frozen decisions that explain themselves out.

Standard library only. No clock, no chance, no locale, no input or output, no framework.
"""
