"""The letters: the list, a new one, a finished one."""
