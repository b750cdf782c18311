"""A PDF or picture from outside becomes a reusable background."""
