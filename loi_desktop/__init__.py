"""LoI-Desktop: letters of intent of German municipalities, from form to record."""
