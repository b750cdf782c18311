"""Help for each page, from files on this computer."""
