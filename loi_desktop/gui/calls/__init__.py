"""The installed calls."""
