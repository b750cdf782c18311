"""Who writes: municipality, contact persons, signatories."""
