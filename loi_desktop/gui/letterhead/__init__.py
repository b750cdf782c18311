"""The letterheads of the office."""
