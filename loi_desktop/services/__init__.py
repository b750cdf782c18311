"""The use cases in the clerk's words; no Qt."""
