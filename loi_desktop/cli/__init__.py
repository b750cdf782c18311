"""The console `loi`: the same use cases as the window, for scripts and IT."""
