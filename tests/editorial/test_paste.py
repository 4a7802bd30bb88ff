"""The script of pasted text stands on every screen of the admin, with its words in the user's language."""

import html
import re

import pytest

pytestmark = pytest.mark.django_db


def test_script_and_messages(student):
    answer = html.unescape(student.get("/beheer/").content.decode())
    [messages] = re.findall(r'<script src="/static/js/paste[^"]*\.js" data-messages="(\{.*?\})"></script>', answer)
    assert "Opmerkingen zijn weggelaten" in messages
