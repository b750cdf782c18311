"""What leaves the house and what comes back: e-mail drafts, signed copies."""
