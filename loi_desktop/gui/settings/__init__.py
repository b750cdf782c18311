"""What the user chooses for the whole program."""
