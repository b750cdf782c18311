"""A letter on its background becomes the bytes of a PDF."""
