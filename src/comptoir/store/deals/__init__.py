"""Negotiations as stored: who asked whom for what, every move, who may grant how much, and what was agreed."""
