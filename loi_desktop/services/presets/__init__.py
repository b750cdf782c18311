"""Presets of the IT department: read once at the start, before anything else."""
