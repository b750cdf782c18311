"""The window; the only room beside app that knows Qt."""

from loi_desktop.gui.immortal import keep_constants

# Before the first call into Qt, whoever makes it: window, test or tool.
keep_constants()
