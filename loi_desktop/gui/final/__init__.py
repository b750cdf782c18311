"""*Reinschrift erstellen*."""
