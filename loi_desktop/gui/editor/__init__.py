"""The editor: the form on the left, the page on the right."""
