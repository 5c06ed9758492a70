"""The demo's mailbox: what was sent can be read and followed; elsewhere it is not there."""

import os

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.filebased import EmailBackend
from django.test import Client

URL = "/demo/mail/"
INVITATION = 'Hello <script>alert("x")</script>\n\nCome in: http://localhost:8000/invitations/abc-DEF_1/\n'


@pytest.fixture
def folder(db, settings, tmp_path):
    settings.DEMO, settings.DATA_DIR = True, tmp_path
    (tmp_path / "mail").mkdir()
    return tmp_path / "mail"


def send(folder, subject, *, to="ann@example.org", text=INVITATION, html=None):
    """Send as the demo does: into a file, by Django's own backend."""
    mail = EmailMultiAlternatives(subject, text, "STP Network <no-reply@localhost>", [to])
    if html:
        mail.attach_alternative(html, "text/html")
    before = set(folder.iterdir())
    EmailBackend(file_path=str(folder), alias="default").send_messages([mail])
    # Within one second Django can take one name twice, and the clock of files is coarse.
    (file,) = set(folder.iterdir()) - before
    os.utime(file.rename(folder / f"{len(before)}-{file.name}"), (1_700_000_000 + len(before),) * 2)


def letters(page):
    return [part.split('"')[0] for part in page.split(f'href="{URL}')[1:] if not part.startswith('"')]


def test_newest_mail_stands_first_and_opens_with_its_links(folder):
    send(folder, "You are invited to Elm Court")
    send(folder, "Grüße für 李", to="bo@example.org")
    client = Client()

    page = client.get(URL).text
    letter = client.get(URL + letters(page)[-1]).text

    assert page.index("Grüße für 李") < page.index("You are invited to Elm Court")
    assert "to bo@example.org" in page
    assert '<a href="http://localhost:8000/invitations/abc-DEF_1/"' in letter
    assert "<script>alert" not in letter


def test_drawn_mail_stands_in_a_box_of_its_own(folder):
    send(folder, "Both", html='<p style="color: teal">Hello <a href="http://localhost:8000/">there</a></p>')
    send(folder, "Text only")
    client = Client()
    text_only, both = letters(client.get(URL).text)

    drawn = client.get(f"{URL}{both}drawn/")

    assert drawn.text.startswith('<p style="color: teal">')
    policy = drawn.headers["Content-Security-Policy"]
    assert "sandbox allow-top-navigation-by-user-activation" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert f"{URL}{both}drawn/" in client.get(URL + both).text
    assert "drawn" not in client.get(URL + text_only).text
    assert client.get(f"{URL}{text_only}drawn/").status_code == 404


def test_broken_files_do_not_break_the_page(folder):
    send(folder, "A good one")
    (folder / "1-empty.log").write_bytes(b"")
    (folder / "2-bytes.log").write_bytes(bytes(range(256)) * 40)
    (folder / "3-cut.log").write_bytes(
        b'To: =?utf-8?b?gA==?= <a@\nDate: never\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n'
    )
    (folder / "4-charset.log").write_bytes(b"Subject: Odd\nContent-Type: text/plain; charset=klingon\n\nqapla\n")
    (folder / "5-not-mine.txt").write_text("Subject: not a mail of ours\n\n")
    client = Client()

    page = client.get(URL)

    assert page.status_code == 200
    assert "A good one" in page.text
    assert "not a mail of ours" not in page.text
    assert {client.get(URL + key).status_code for key in letters(page.text)} == {200}


def test_no_mail_yet_is_said(folder):
    folder.rmdir()

    assert "Nothing was sent yet" in Client().get(URL).text


def test_only_the_newest_hundred_are_listed(folder):
    mails = [EmailMultiAlternatives(f"Mail {number:03}", "Hello", to=["ann@example.org"]) for number in range(102)]
    EmailBackend(file_path=str(folder), alias="default").send_messages(mails)

    page = Client().get(URL).text

    assert len(letters(page)) == 100
    assert "Mail 101" in page
    assert "Mail 001" not in page


@pytest.mark.parametrize("key", ["nobody", "..%2F..%2Fsecret-key", "secret-key-0"])
def test_no_other_file_can_be_read(folder, key):
    (folder.parent / "secret-key.log").write_text("Subject: secret\n\nsecret")

    assert Client().get(f"{URL}{key}/").status_code == 404


@pytest.mark.parametrize("path", ["", "1-2-3-0/", "1-2-3-0/drawn/"])
def test_outside_a_demo_there_is_no_mailbox(db, settings, path):
    settings.DEMO = False

    assert Client().get(URL + path).status_code == 404


def test_pages_that_speak_of_a_mail_lead_to_it_in_a_demo_only(db, settings):
    for demo in (True, False):
        settings.DEMO = demo
        for page in ("/accounts/login/", "/accounts/password/reset/done/", "/accounts/confirm-email/"):
            assert (URL in Client().get(page).text) is demo, page
