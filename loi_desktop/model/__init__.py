"""Frozen values and pure checks; no input or output."""
