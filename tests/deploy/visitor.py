"""Someone who visits the site through its proxy, over real TLS."""

import json
import re
import ssl
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPSHandler, Request, build_opener

from tests.deploy.running import Server
from tests.seeds import PASSWORD

AUTHORITY = Path("caddy/caddy/pki/authorities/local/root.crt")


class Visitor:
    """Keeps cookies and sends forms as a browser does."""

    def __init__(self, server: Server) -> None:
        self.root = f"https://localhost:{server.https_port}"
        trusting = ssl.create_default_context(cafile=str(server.folder / AUTHORITY))
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPSHandler(context=trusting), HTTPCookieProcessor(self.cookies))

    def get(self, path: str, **headers: str) -> HTTPResponse:
        return self._open(Request(self.root + path, headers=headers))

    def post(self, path: str, data: dict[str, str], file: tuple[str, bytes] | None = None) -> HTTPResponse:
        """Send a form from the page that holds it."""
        headers = {"Referer": self.root + path, "Origin": self.root}
        data = {**data, "csrfmiddlewaretoken": self._token()}
        if file is None:
            return self._open(Request(self.root + path, urlencode(data).encode(), headers))
        kind, body = multipart(data, file)
        return self._open(Request(self.root + path, body, {**headers, "Content-Type": kind}))

    def sign_in(self, role: str) -> None:
        self.get("/accounts/login/")
        answer = self.post("/accounts/login/", {"login": f"{role}@north.example.org", "password": PASSWORD})
        assert answer.url.startswith(f"{self.root}/o/north/"), answer.url

    def _token(self) -> str:
        return next(str(cookie.value) for cookie in self.cookies if "csrf" in cookie.name)

    def _open(self, request: Request) -> HTTPResponse:
        try:
            answer: HTTPResponse = self.opener.open(request, timeout=30)
        except HTTPError as error:
            return error  # type: ignore[return-value]
        return answer


def multipart(data: dict[str, str], file: tuple[str, bytes]) -> tuple[str, bytes]:
    edge = "edge-of-a-part"
    parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in data.items()]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{file[0]}"\r\n\r\n'.encode()
    return f"multipart/form-data; boundary={edge}", b"".join([*parts, head, file[1], f"\r\n--{edge}--\r\n".encode()])


def fields(page: str) -> dict[str, str]:
    """What a form of the page would send when nothing is changed: its chosen options and its filled fields."""
    found = dict(re.findall(r'<input type="(?:text|hidden|date)" name="([^"]+)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)"[^>]*selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def lines(server: Server, name: str) -> list[dict[str, Any]]:
    """The log of a service. Celery says two things beside it: that it runs as root, and that it ends."""
    return [json.loads(line) for line in server.log(name).read_text().splitlines() if line.startswith("{")]
