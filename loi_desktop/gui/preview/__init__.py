"""The page as it will be exported, and the letter as text."""
