"""*E-Mail vorbereiten*."""
