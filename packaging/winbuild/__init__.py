"""Builds the Windows program: a Debian with Wine, a Windows Python, the freeze, what is delivered."""
