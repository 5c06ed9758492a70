"""Every dashboard there is: without a script on a phone, and on paper."""

import re
from collections.abc import Iterator
from io import BytesIO

from django.urls import URLResolver, get_resolver, reverse
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import PHONE

# Where the panels of the front page are chosen: nothing to read.
NO_DASHBOARD = {"choose", "change"}
NOT_ON_PAPER = ("Signout", "Bigscreen", "Showthese", "Seeasatable", "Allrules")
# In words of the panel's, the page's or the gap's own.
HOW = ("Howwecount", "Eachpanelcounts", "Howthiswasseen")


def dashboards() -> list[str]:
    """Find the addresses of all dashboards that need no key; a new one is walked by itself."""
    return [reverse("ladders:ladder", args=["elm-court"]), *sorted(_addresses(get_resolver(), within=""))]


def _addresses(resolver: URLResolver, within: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _addresses(each, each.namespace or within)
        elif within == "dashboards" and each.name not in NO_DASHBOARD and "<" not in str(each.pattern):
            yield reverse(f"dashboards:{each.name}", args=["elm-court"])


def letters(text: str) -> str:
    """Leave the blanks out: on paper letters are set one by one."""
    return re.sub(r"\s", "", text)


def on_paper(page: Page) -> str:
    return letters("".join(each.extract_text() for each in PdfReader(BytesIO(page.pdf(format="Letter"))).pages))


def test_every_dashboard_is_read_without_a_script_and_on_paper(sign_in):
    page = sign_in("director", PHONE, javascript=False)
    addresses = dashboards()
    assert len(addresses) >= 9
    for address in addresses:
        page.goto(address)
        headline = page.get_by_role("heading", level=1)
        expect(headline).to_be_visible()
        heads = [letters(each) for each in page.locator("main h2:visible").all_inner_texts()]
        figures = page.locator("main .figure:visible, main td.num:visible").all_inner_texts()
        paper = on_paper(page)
        missing = [each for each in ("ElmCourtTenants", letters(headline.inner_text()), *heads) if each not in paper]
        how = page.locator("main .how li").all_text_contents()
        missing += [each for each in map(letters, (*figures, *how)) if each not in paper]
        assert (address, missing) == (address, [])
        assert [each for each in NOT_ON_PAPER if each in paper] == [], address
        assert any(each in paper for each in HOW), address
        forms = page.locator("main form:not([method=post]):visible")
        if forms.count():
            forms.first.get_by_role("button").last.click()
            expect(headline).to_be_visible()
