"""What the web server itself refuses, before any page of ours is asked; it is whole afterwards."""

import contextlib
import socket
from urllib.parse import urlsplit

import pytest

TOKEN = "a" * 32
FORM = f"Content-Type: application/x-www-form-urlencoded\r\nCookie: csrf={TOKEN}\r\nX-CSRFToken: {TOKEN}\r\n"


def status(site, head: str, body: bytes = b"") -> int:
    """Send these bytes as they are; the server may hang up before it has read them."""
    at = urlsplit(site.url)
    with socket.create_connection((at.hostname, at.port), timeout=30) as line:
        line.sendall(f"{head}Host: {at.netloc}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n".encode())
        with contextlib.suppress(OSError):
            line.sendall(body)
        return int(line.makefile("rb").readline().split()[1])


@pytest.mark.parametrize(
    ("what", "head", "body", "wanted"),
    [
        ("a long address", f"GET /?{'x' * 5_000} HTTP/1.1\r\n", b"", {400, 414}),
        ("a long header", f"GET /healthz HTTP/1.1\r\nX-Long: {'x' * 9_000}\r\n", b"", {400, 431}),
        ("many headers", "GET /healthz HTTP/1.1\r\n" + "".join(f"X-{n}: x\r\n" for n in range(150)), b"", {400, 431}),
        ("two lengths", "POST /healthz HTTP/1.1\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n", {400}),
        ("many fields", f"POST /accounts/login/ HTTP/1.1\r\n{FORM}", b"&".join(b"f=x" for _ in range(3_001)), {413}),
        ("a large form", f"POST /accounts/login/ HTTP/1.1\r\n{FORM}", b"login=" + b"x" * 3_000_000, {413}),
    ],
)  # fmt: skip
def test_too_much_is_refused(site, what, head, body, wanted):
    assert status(site, head, body) in wanted, what
    assert status(site, "GET /healthz HTTP/1.1\r\n") == 200
