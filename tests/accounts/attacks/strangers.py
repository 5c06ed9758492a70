"""People at browsers and at addresses of their own, who send to a site that is really served, many at once."""

import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import count
from time import monotonic
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from tests.accounts.signing import app_code
from tests.seeds import PASSWORD

TOKEN = "a" * 32
LOGIN, STEP_UP, CODE = "/accounts/login/", "/accounts/reauthenticate/", "/accounts/2fa/authenticate/"
# What an answer says of a try that was looked at, and of one that was not.
LOOKED_AT = ("are not correct", "does not fit", "Incorrect password", "type your current password")
NOT_LOOKED_AT = ("Too many tries", "Too many wrong codes")
_addresses = count(1)


class Answer(NamedTuple):
    status: int
    where: str
    text: str
    asked_at: float
    seconds: float

    @property
    def is_looked_at(self) -> bool:
        return any(words in self.text for words in LOOKED_AT)

    @property
    def is_refused_unseen(self) -> bool:
        return any(words in self.text for words in NOT_LOOKED_AT)


class Stranger:
    """A browser. Our proxy says from which address; nobody else has the same one unless it is given."""

    def __init__(self, url: str, address: str = "") -> None:
        self.host = urlsplit(url).netloc
        n = next(_addresses)
        self.address = address or f"10.{n // 65536}.{n // 256 % 256}.{n % 256}"
        self.cookies = {"csrf": TOKEN}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, **form: str) -> Answer:
        return self._ask("POST", path, urlencode(form))

    def sign_in(self, email: str, password: str = PASSWORD) -> Answer:
        return self.post(LOGIN, login=email, password=password)

    def prove(self, password: str = PASSWORD) -> Answer:
        return self.post(STEP_UP, password=password)

    def is_in(self) -> bool:
        return self.get("/accounts/sessions/").status == 200

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = {
            "X-Forwarded-For": self.address, "X-CSRFToken": self.cookies["csrf"],
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        connection, before = HTTPConnection(self.host, timeout=120), monotonic()
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            for said in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = said.partition(";")[0].partition("=")
                self.cookies[name] = value.strip('"')
            return Answer(answer.status, answer.headers.get("Location", ""), text, before, monotonic() - before)
        finally:
            connection.close()


def at_once[A, B](do: Callable[[A], B], every: Iterable[A], *, threads: int = 8) -> list[B]:
    """Do it for each, by so many threads."""
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(do, every))


def inside(url: str, email: str) -> Stranger:
    """Somebody who has signed in."""
    person = Stranger(url)
    assert person.sign_in(email).status == 302
    assert person.is_in()
    return person


def with_app(url: str, email: str) -> tuple[str, list[str]]:
    """Set up an authenticator app; return its secret and the recovery codes."""
    person = inside(url, email)
    person.prove()
    page = person.get("/accounts/2fa/totp/activate/").text
    found = re.search(r"data-secret>([A-Z2-7]+)<", page)
    assert found, page
    # The code of half a minute ago: the one of now is still to be used.
    assert person.post("/accounts/2fa/totp/activate/", code=app_code(found[1], ahead=-30)).status == 302
    codes = re.findall(r'<li class="fig">(\d{8})</li>', person.get("/accounts/2fa/recovery-codes/").text)
    assert codes
    return found[1], codes


def half_in(url: str, email: str) -> Stranger:
    """Somebody who knows the password, in front of the second step."""
    person = Stranger(url)
    assert CODE in person.sign_in(email).where
    return person


def counted(answers: Iterable[Answer]) -> dict[str, object]:
    """How many tries were looked at, how many were refused unseen, and the answers that say neither."""
    answers = list(answers)
    seen, unseen = (sum(getattr(each, name) for each in answers) for name in ("is_looked_at", "is_refused_unseen"))
    other = [(each.status, each.where, each.text[-500:]) for each in answers
             if not each.is_looked_at and not each.is_refused_unseen]  # fmt: skip
    return {"tries": len(answers), "looked at": seen, "refused unseen": unseen, "other": other}
