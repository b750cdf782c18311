"""From a declaration and its call to the letter's text."""
