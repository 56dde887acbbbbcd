"""Messages as files."""

from __future__ import annotations

import datetime
from email.message import EmailMessage

from tests.sources.support import only_error, only_page


def message(**parts):
    mail = EmailMessage()
    mail["From"] = "The Valley Post <news@valley.example>"
    mail["Subject"] = "Aid reaches the valley"
    mail["Date"] = "Tue, 06 May 2031 08:00:00 +0200"
    mail["Message-ID"] = "<1@valley.example>"
    if "plain" in parts:
        mail.set_content(parts["plain"])
    if "html" in parts:
        mail.add_alternative(parts["html"], subtype="html")
    return mail.as_bytes()


def test_a_newsletter_is_a_page_with_subject_day_and_sender(tmp_path):
    path = tmp_path / "letter.eml"
    path.write_bytes(message(plain="Trucks came.", html="<p>Trucks came to Lara — on Monday.</p>"))
    page = only_page(path)
    assert "Lara — on Monday" in page.content.decode()
    assert (page.media_type, page.title, page.publisher) == ("text/html", "Aid reaches the valley", "The Valley Post")
    assert page.published == datetime.date(2031, 5, 6)


def test_a_message_of_plain_text_needs_no_name_to_be_known(tmp_path):
    path = tmp_path / "letter"
    path.write_bytes(message(plain="Trucks came to Lara on Monday.\n"))
    page = only_page(path)
    assert (page.media_type, page.content) == ("text/plain", b"Trucks came to Lara on Monday.\n")


def test_a_message_without_text_is_refused(tmp_path):
    path = tmp_path / "letter.eml"
    path.write_bytes(b"From: a@b.example\nSubject: x\nContent-Type: image/png\n\nabc")
    assert "no text" in only_error(path).reason


def test_a_story_that_begins_like_a_header_is_no_message(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("Update: The minister said on Monday that flour had come.\nIt came by truck.\n")
    assert only_page(path).media_type == "text/plain"
