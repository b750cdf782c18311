"""The frame of the window: its sections, keys and notices."""


def test_the_window_opens_on_the_letters(window):
    assert window.page.name == "letters"
    assert "LoI-Desktop" in window.windowTitle()
