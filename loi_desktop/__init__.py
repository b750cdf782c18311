"""LoI-Desktop: letters of intent of German municipalities, from form to record."""

__version__ = "0.1.0"
