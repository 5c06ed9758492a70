"""The site as it is deployed: the services' own commands and settings, behind the real proxy."""

import re
import socket
import ssl
import time
from contextlib import ExitStack
from http.client import HTTPConnection

import psycopg
import pytest

from tests.deploy.running import Server
from tests.deploy.visitor import Visitor, lines
from tests.worker import wait_for

CANARIES = [
    "Ximena Quispe",
    "ximena.quispe@example.org",
    "5035550142",
    "5550142",
    "token-Zk3-token",
    "no-such-password",
]
LIST = b"name,email,phone,notes\nXimena Quispe,ximena.quispe@example.org,+15035550142,Her boss threatened her\n"


@pytest.fixture
def visitor(server: Server) -> Visitor:
    return Visitor(server)


def test_ready_over_tls_with_everything_up(visitor):
    answer = visitor.get("/readyz")

    assert (answer.status, answer.read()) == (200, b'{"ready": true, "broker": "answers"}')


def test_sign_in_page_carries_each_safe_header_once(visitor):
    headers = visitor.get("/accounts/login/").headers

    once = ["Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "X-Frame-Options"]
    once += ["Referrer-Policy", "Cross-Origin-Opener-Policy", "Date", "Content-Type"]
    assert {name: len(headers.get_all(name, [])) for name in once} == dict.fromkeys(once, 1)
    assert headers["Strict-Transport-Security"] == "max-age=31622400; includeSubDomains; preload"
    assert "Server" not in headers
    assert "Via" not in headers


def test_cookies_are_bound_to_the_host_and_to_tls(visitor):
    visitor.sign_in("organizer")

    assert {cookie.name for cookie in visitor.cookies} >= {"__Host-session", "__Host-csrf"}
    assert all(cookie.name.startswith("__Host-") and cookie.secure for cookie in visitor.cookies)
    assert all(cookie.path == "/" and cookie.get_nonstandard_attr("SameSite") for cookie in visitor.cookies)
    [session] = [cookie for cookie in visitor.cookies if cookie.name == "__Host-session"]
    assert session.has_nonstandard_attr("HttpOnly")


def test_plain_http_leads_to_tls(server):
    connection = HTTPConnection("localhost", server.http_port, timeout=10)
    connection.request("GET", "/accounts/login/")
    answer = connection.getresponse()
    connection.close()

    assert (answer.status, answer.getheader("Location")) == (308, "https://localhost/accounts/login/")


def test_static_files_have_hashed_names_are_compressed_and_kept_for_good(visitor):
    page = visitor.get("/accounts/login/").read().decode()
    style = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page)[1]
    answer = visitor.get(style, **{"Accept-Encoding": "br, gzip"})

    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert visitor.get(re.sub(r"\.[0-9a-f]{12}", "", style)).headers["Cache-Control"] == "max-age=60, public"


@pytest.mark.parametrize(
    ("path", "most"), [("/accounts/login/", 3), ("/o/north/people/new/", 20), ("/o/north/imports/upload/", 201)]
)
def test_what_is_too_large_ends_at_the_proxy(visitor, path, most):
    visitor.sign_in("data_lead")
    answer = visitor.post(path, {}, ("list.csv", bytes(most * 1024**2 + 50_000)))

    assert (answer.status, b"larger than the site takes" in answer.read()) == (413, True)


@pytest.mark.parametrize("path", ["/accounts/login/", "/o/north/imports/upload/"])
def test_forms_that_trickle_in_keep_nobody_waiting(server, visitor, path):
    """Three times as many as there are threads, of which each would wait for the end of its form."""
    visitor.get("/accounts/login/")
    head = (
        "POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nReferer: https://localhost/\r\nContent-Length: 1000\r\n"
    )
    head += "Content-Type: application/x-www-form-urlencoded\r\nCookie: "
    head += "; ".join(f"{each.name}={each.value}" for each in visitor.cookies) + "\r\n\r\nlogin="
    with ExitStack() as lines_open:
        for _ in range(48):
            plain = lines_open.enter_context(socket.create_connection(("localhost", server.https_port), timeout=30))
            line = ssl._create_unverified_context().wrap_socket(plain, server_hostname="localhost")
            lines_open.enter_context(line).sendall(head.encode())
        time.sleep(1)
        # Without room for one more request this would wait for as long as the forms do.
        assert visitor.get("/accounts/login/").status == 200


def test_answer_before_the_end_of_an_upload_arrives(visitor):
    """Signed out meanwhile: the page to sign in, not the word that the site is down."""
    visitor.get("/accounts/login/")
    answer = visitor.post("/o/north/imports/upload/", {}, ("list.csv", bytes(30 * 1024**2)))

    assert (answer.status, answer.url.partition("?")[0]) == (200, f"{visitor.root}/accounts/login/")


def test_list_goes_through_the_worker(server, visitor):
    visitor.sign_in("data_lead")
    page = visitor.post("/o/north/imports/upload/", {}, ("list.csv", LIST))
    assert "/o/north/imports/" in page.url
    schema = server.ask("SELECT schema_name FROM organizations_organization")[0][0]

    wait_for(lambda: ("to_match",) in server.ask(f"SELECT status FROM {schema}.imports_importbatch"), seconds=60)


def test_clock_fires_and_the_worker_does_it(server):
    def swept():
        return [line for line in lines(server, "worker") if line.get("task") == "organizations.sweep"]

    wait_for(lambda: len(swept()) >= 2, seconds=60)


def test_owners_work_is_refused_where_pages_are_served(server):
    result = server.once("web", "python", "manage.py", "create_organization", "--slug", "south")

    assert result.returncode != 0
    assert "DATABASE_OWNER_URL" in result.stderr


def test_passwords_of_the_logins_are_those_of_the_files(server):
    file = server.folder / "secrets" / "app_password"
    before = file.read_text()
    file.chmod(0o600)
    try:
        file.write_text("another")
        assert server.once("logins").returncode == 0
        psycopg.connect(host=server.host, user="stp_app", dbname="stpnet", password="another").close()
    finally:
        file.write_text(before)
        server.once("logins")

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(host=server.host, user="stp_app", dbname="stpnet", password="another")


def test_no_canary_is_in_any_log(server, visitor):
    visitor.get("/accounts/login/")
    visitor.post("/accounts/login/", {"login": "ximena.quispe@example.org", "password": "no-such-password"})
    visitor.get("/invitations/token-Zk3-token/")
    visitor.get("/accounts/password/reset/key/token-Zk3-token/")
    visitor.get("/o/north/people/?q=Ximena+Quispe&phone=5035550142", Referer="https://x.example.org/?Ximena+Quispe")
    visitor.get("/ximena.quispe@example.org", Host="ximena.quispe@example.org")
    server.once(
        "migrate", "python", "manage.py", "create_organization", "--slug=x", "--owner=ximena.quispe@example.org"
    )

    wait_for(lambda: any(line.get("route") == "invitations/<str:token>/" for line in lines(server, "web")))
    for name in ("web", "worker", "beat", "proxy"):
        assert [canary for canary in CANARIES if canary in server.log(name).read_text()] == [], name
    assert len(lines(server, "web")) == len(server.log("web").read_text().splitlines())
    assert all({"at", "level", "logger", "message"} <= set(line) for line in lines(server, "web"))


def test_request_is_logged_with_who_and_which_route(server, visitor):
    visitor.sign_in("organizer")
    visitor.get("/o/north/people/")
    user = server.ask("SELECT id FROM organizations_user WHERE email = 'organizer@north.example.org'")[0][0]

    wait_for(lambda: any(line.get("user") == str(user) for line in lines(server, "web")))
    found = [line for line in lines(server, "web") if line.get("route", "").endswith("people/") and "user" in line]
    assert {(line["user"], line["status"], line["method"]) for line in found} >= {(str(user), 200, "GET")}
    assert all(line["organization"].startswith("t_") and line["ms"] >= 0 for line in found)


def test_everything_ends_in_order_within_ten_seconds(server):
    ended = server.stop()

    assert ended == {"web": 0, "worker": 0, "beat": 0, "proxy": 0}
