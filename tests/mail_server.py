"""A mail server for tests: it speaks as much SMTP as Python's client, and may refuse, fall silent or be away."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

HOST = "127.0.0.1"


class MailServer(socketserver.ThreadingTCPServer):
    """What came in stands in `mails`. `answers` gives another reply to a command: {"RCPT": "550 no such person"}."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__((HOST, port), Session)
        self.mails: list[EmailMessage] = []
        self.answers: dict[str, str] = {}

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def subjects(self) -> list[str]:
        return sorted(str(mail["Subject"]) for mail in self.mails)


class Session(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        with suppress(ConnectionError):
            self.say("220 here")
            while line := self.rfile.readline():
                word = line.decode().split(" ")[0].strip().upper()
                if word == "QUIT":
                    self.say("221 bye")
                    return
                answer = self.server.answers.get(word) or ("354 go on" if word == "DATA" else "250 fine")
                if answer == "hang up":
                    return
                self.say(answer)
                if word == "DATA" and answer.startswith("354"):
                    self.take()

    def take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        self.server.mails.append(message_from_bytes(b"".join(lines), EmailMessage, policy=policy.default))
        self.say("250 kept")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server(port: int = 0) -> Iterator[MailServer]:
    """Run one, at a free port unless one is given."""
    with MailServer(port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join(5)


def at(port: int) -> dict[str, Any]:
    """Give the mailers of a site whose mail server listens at this port."""
    return {
        "default": {"BACKEND": "organizations.outbox.OutboxBackend"},
        "server": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": HOST, "port": port, "timeout": 5},
        },
    }
