"""What the rich text editor does with pasted text of word processors (static/js/paste.js)."""


def get_paste_script() -> str:
    """Return the script element with its messages."""
    return ""
