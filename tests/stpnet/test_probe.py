"""What the engine that runs containers asks."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from stpnet import probe


class Site(BaseHTTPRequestHandler):
    """Answers as it was told to, and keeps what it was asked."""

    status, asked = 200, None

    def do_GET(self):
        type(self).asked = (self.path, self.headers["Host"], self.headers["X-Forwarded-Proto"])
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def site(monkeypatch):
    server = HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("WEB_ADDRESS", f"0.0.0.0:{server.server_address[1]}")
    monkeypatch.setenv("ALLOWED_HOSTS", "stp.example.org,www.example.org")
    yield Site
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("status", "ends"), [(200, 0), (503, 1), (301, 1)])
def test_only_a_site_that_is_ready_is_well(site, monkeypatch, status, ends):
    monkeypatch.setattr(site, "status", status)

    assert probe.main() == ends
    assert site.asked == ("/readyz", "stp.example.org", "https")


def test_site_that_does_not_listen_is_not_well(monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("WEB_ADDRESS", f"127.0.0.1:{free.getsockname()[1]}")

        assert probe.main() == 1
