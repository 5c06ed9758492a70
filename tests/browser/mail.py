"""The site's mail, read as files and, as someone who tries the demo does, at `/demo/mail/`."""

import re
import time
from collections.abc import Collection

from playwright.sync_api import Page, expect

from demo.mail import Mail, newest
from tests.browser.site import Site

# A worker that is busy with something else sends it afterwards.
PATIENCE_SECONDS = 20


def mail_so_far(site: Site) -> list[str]:
    """Name the mails that are here already, for `newest_mail(…, but=)`."""
    return [mail.key for mail in newest(site.folder / "mail")]


def newest_mail(site: Site, *, to: str, subject: str = "", but: Collection[str] = ()) -> Mail:
    """Wait for a mail to this address, with these words in its subject."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        found = newest(site.folder / "mail")
        for mail in found:
            if mail.to == to and subject in mail.subject and mail.key not in but:
                return mail
        if time.monotonic() > until:
            there = [(mail.to, mail.subject) for mail in found[:5]]
            raise AssertionError(f"No mail “{subject}” to {to}. The newest: {there}")
        time.sleep(0.05)


def links(mail: Mail) -> list[str]:
    """List the addresses that the mail's text names."""
    return re.findall(r"https?://\S+", mail.text)


def open_mail(page: Page, mail: Mail) -> None:
    """Open the mail in the demo's mailbox."""
    page.goto("/demo/mail/")
    page.locator(f'main a[href="/demo/mail/{mail.key}/"]').click()
    expect(page.get_by_role("heading", name=mail.subject, level=1)).to_be_visible()


def follow_mail(page: Page, site: Site, *, to: str, subject: str = "", but: Collection[str] = ()) -> Mail:
    """Open the mail in the demo's mailbox and click its first link, as a person does."""
    mail = newest_mail(site, to=to, subject=subject, but=but)
    open_mail(page, mail)
    page.get_by_role("article").get_by_role("link").first.click()
    expect(page).not_to_have_url(re.compile("/demo/mail/"))
    return mail
