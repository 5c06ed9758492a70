"""What is tried against a served site by many at once; each story asserts what must hold and returns its figures.

`email(n)` names an account that nothing was done with yet. Times are told, and decide nothing.
"""

import re
import secrets
import statistics
from collections.abc import Callable, Iterable
from threading import Event
from time import monotonic

from organizations.signing_in import sessions
from tests.accounts.attacks.strangers import CODE, Answer, Stranger, at_once, counted, half_in, inside, with_app
from tests.accounts.signing import NEXT_PASSWORD, app_code
from tests.seeds import PASSWORD
from tests.worker import wait_for

type Figures = dict[str, object]
# Wrong ones of one account in five minutes, from wherever; of one address in a minute, for whomever.
MOST_OF_ACCOUNT, MOST_OF_ADDRESS = 5, 10


def _said(answer: Answer, email: str) -> tuple[int, str]:
    """Return an answer without what was typed and what differs at every visit."""
    return answer.status, re.sub(r"\b\w{64}\b|[0-9a-f-]{36}", "", answer.text).replace(email, "…")


def one_account(url: str, victim: str, other: str, tries: int) -> Figures:
    """Everybody guesses one password from addresses of their own; everybody else comes in meanwhile."""
    answers = at_once(lambda n: Stranger(url).sign_in(victim, f"guess {n}"), range(tries))
    told = Stranger(url).sign_in(victim)
    figures = counted(answers)

    assert figures["looked at"] <= MOST_OF_ACCOUNT, figures
    assert figures["other"] == [], figures
    assert "Try again in five minutes, or choose a new password by mail" in told.text
    assert Stranger(url).sign_in(other).status == 302
    return figures


def one_address(url: str, known: list[str], other: str, tries: int) -> Figures:
    """One address tries accounts that are there and that are not: it learns of none which it is."""
    address, before = Stranger(url).address, monotonic()
    unknown = [f"nobody{n}@example.org" for n in range(len(known))]
    asked = [email for pair in zip(known, unknown, strict=True) for email in pair] * tries
    answers = at_once(lambda email: Stranger(url, address).sign_in(email, "a wrong one"), asked)
    minutes = (monotonic() - before) / 60
    said = [{_said(answer, email) for email, answer in zip(asked, answers, strict=True) if email in group}
            for group in (known, unknown)]  # fmt: skip
    figures = counted(answers) | {"accounts": len(asked) // tries}

    assert figures["looked at"] <= MOST_OF_ADDRESS * (minutes + 1), figures
    assert figures["other"] == [], figures
    assert {status for group in said for status, _text in group} <= {200, 429}
    # Chance decides who comes among the first ten; of those refused unseen each hears the same.
    assert len(said[0] | said[1]) <= 3, [text[:300] for _status, text in said[0] | said[1]]
    assert Stranger(url).sign_in(other).status == 302
    return figures | {"ms in the middle": _middle(asked, answers, known)}


def _middle(asked: list[str], answers: list[Answer], known: list[str]) -> dict[str, int]:
    times = {"known": [], "unknown": []}  # type: dict[str, list[float]]
    for email, answer in zip(asked, answers, strict=True):
        times["known" if email in known else "unknown"].append(answer.seconds)
    return {name: round(statistics.median(each) * 1000) for name, each in times.items()}


def codes(url: str, victim: str, tries: int, n_doors: int = 8) -> Figures:
    """Who knows the password guesses codes, in sign-ins begun before; then the right person is told what to do."""
    secret, recovery = with_app(url, victim)
    wrong = {app_code(secret, ahead=30 * n) for n in range(-3, 10)}
    guesses = [code for n in range(tries) if (code := f"{n:06}" if n % 2 else f"{n:08}") not in {*wrong, *recovery}]
    doors = [half_in(url, victim) for _ in range(n_doors)]
    answers = at_once(lambda n: doors[n % n_doors].post(CODE, code=guesses[n]), range(len(guesses)))
    told = doors[0].post(CODE, code=app_code(secret))
    figures = counted(answers)

    assert figures["looked at"] <= MOST_OF_ACCOUNT, figures
    assert not any(door.is_in() for door in doors)
    assert "Too many wrong codes" in told.text
    assert "choose a new password" in told.text
    return figures


def one_code_for_all(url: str, n_doors: int = 8, **emails: str) -> Figures:
    """Many send the same right code in the same moment: of the `app`, or one of those on `paper`. One comes in."""
    came = {}
    for name, email in emails.items():
        secret, recovery = with_app(url, email)
        doors = [half_in(url, email) for _ in range(n_doors)]
        code = recovery[0] if name == "paper" else app_code(secret)
        at_once(lambda door, code=code: door.post(CODE, code=code), doors)
        came[name] = sum(door.is_in() for door in doors)
        assert came[name] == 1, came
    return {"doors": n_doors, "came in": came}


def stolen_session(url: str, victim: str, tries: int) -> Figures:
    """Who found an open session looks for the password, where it is asked again and where it is changed."""
    thief, ways = inside(url, victim), ("/accounts/reauthenticate/", "/accounts/password/change/")
    form = {"password1": NEXT_PASSWORD, "password2": NEXT_PASSWORD}

    def guess(n: int) -> Answer:
        word = {"oldpassword" if n % 2 else "password": f"guess {n}"}
        copy = Stranger(url)
        copy.cookies = dict(thief.cookies)
        return copy.post(ways[n % 2], **word, **(form if n % 2 else {}))

    figures = counted(at_once(guess, range(tries)))
    assert figures["looked at"] <= MOST_OF_ACCOUNT, figures
    assert Stranger(url).sign_in(victim, NEXT_PASSWORD).status == 200
    return figures


def links(url: str, victim: str, tries: int, mails: Callable[[], int]) -> Figures:
    """Links that nobody was sent open nothing, and nobody's mailbox is filled."""

    def reset(n: int) -> Answer:
        return Stranger(url, "10.99.0.1").get(f"/accounts/password/reset/key/{n}-set-password-{secrets.token_hex(16)}/")

    had, made_up = mails(), at_once(reset, range(tries))
    opened = sum("password1" in each.text for each in made_up)
    invited = at_once(lambda _: _followed(Stranger(url), secrets.token_urlsafe(32)), range(tries))
    asked = at_once(lambda _: Stranger(url).post("/accounts/password/reset/", email=victim), range(tries))
    # They are made when the answers have left.
    n = wait_for(lambda: mails() - had)

    assert (opened, sum(invited)) == (0, 0)
    assert {each.status for each in asked} <= {302, 429, 200}
    assert n <= MOST_OF_ACCOUNT, n
    return {"links to a new password": tries, "invitations": tries, "opened": 0, "asked for": tries, "mails": n}


def _followed(stranger: Stranger, token: str) -> bool:
    """Whether an invitation nobody sent lets somebody make an account."""
    stranger.get(f"/invitations/{token}/")
    answer = stranger.post("/accounts/signup/", email="x@example.org", password1=NEXT_PASSWORD, password2=NEXT_PASSWORD)
    return "password1" in answer.text or bool(re.search("confirm|verif", answer.where))


def ended_while_used(url: str, victim: str, n: int = 8) -> Figures:
    """Devices are in use when the password is changed on one more: none has one more answer."""
    owner, devices, stop = inside(url, victim), [inside(url, victim) for _ in range(n)], Event()
    form = {"oldpassword": PASSWORD, "password1": NEXT_PASSWORD, "password2": NEXT_PASSWORD}

    def use(device: Stranger) -> list[Answer]:
        seen = []
        while not stop.is_set():
            seen.append(device.get("/accounts/sessions/"))
        return [*seen, device.get("/accounts/sessions/")]

    def change(_: object) -> float:
        try:
            assert owner.post("/accounts/password/change/", **form).status == 302
            return monotonic()
        finally:
            stop.wait(0.5)
            stop.set()

    found = at_once(lambda who: change(who) if who is owner else use(who), [owner, *devices], threads=n + 1)
    changed_at, used = found[0], [answer for each in found[1:] for answer in each]
    late = [each for each in used if each.asked_at > changed_at]
    assert not [each for each in late if each.status == 200]
    assert Stranger(url).sign_in(victim, NEXT_PASSWORD).status == 302
    return {"devices": n, "answers before": len(used) - len(late), "asked after": len(late), "answered after": 0}


def many_sessions(url: str, who: str, n: int = sessions.MOST + 8) -> Figures:
    """More sign-ins than one person may have: the oldest end, the newest stay."""
    devices = at_once(lambda _: inside(url, who), range(n), threads=4)
    last = inside(url, who)
    left = sum(device.is_in() for device in devices)

    assert last.is_in()
    assert left == sessions.MOST - 1, left
    return {"signed in": n + 1, "still in": left + 1}


def all_told(title: str, stories: Iterable[tuple[str, Figures]]) -> None:
    for name, figures in stories:
        print(f"{title}, {name}: {figures}")
