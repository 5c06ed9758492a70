"""A whole site with servers of its own, and a phone that sends to it: PostgreSQL, broker, web, worker."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from subprocess import Popen
from urllib.parse import urlencode

from tests.imports.own_site import OwnSite, own_site
from tests.worker import ROOT, wait_for

MAKE = """
from django.core.management import call_command
from django.test import Client
from django.middleware.csrf import _get_new_csrf_string
from members.models import Member
from organizations.actions import add_person, create_organization
from organizations.models import Role, User
from stpnet.in_org import in_org
call_command("migrate_organizations", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
made = create_organization("east", name="East", requires_mfa=[])
ray = User.objects.create_user("ray@example.org", "seven loaves for forty", name="Ray Organizer")
add_person(made, ray, roles=[Role.DIRECTOR])
with in_org(made):
    Member.objects.create(given_name="Rosa", family_name="Delgado")
client = Client()
client.force_login(ray)
print(client.cookies["session"].value, _get_new_csrf_string(), made.schema_name)
"""
DRAFTS = "/o/east/conversations/drafts/receive/"


@dataclass
class Phone:
    """Somebody signed in, who sends again until there is an answer."""

    port: int
    session: str
    token: str

    def ask(
        self, method: str, path: str, sent: dict[str, str] | None = None, *, seconds: float = 15
    ) -> tuple[int, str]:
        headers = {
            "Host": "localhost", "Cookie": f"session={self.session}; csrf={self.token}", "X-CSRFToken": self.token,
            "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        connection = HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            connection.request(method, path, urlencode(sent) if sent else None, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def status(self, method: str, path: str, sent: dict[str, str] | None = None) -> int:
        """Return 0 when nobody answered."""
        try:
            return self.ask(method, path, sent)[0]
        except (OSError, HTTPException):
            return 0

    def whose(self) -> str:
        return str(json.loads(self.ask("GET", DRAFTS)[1])["whose"])


@dataclass
class WebSite:
    site: OwnSite
    web: "Popen[bytes]"
    phone: Phone
    schema: str

    def count(self, table: str, condition: str = "true") -> int:
        return int(str(self.site.ask(f'SELECT count(*) FROM "{self.schema}".{table} WHERE {condition}')))


@contextmanager
def web_site(
    root: Path, *, serves: str = "stpnet.wsgi", processes: int = 1, threads: int = 4, make: str = MAKE, **env: str
) -> Iterator[WebSite]:
    """Serve a site of its own; `make` prints a session, a token and the schema they are for."""
    with own_site(root) as site, socket.socket() as free:
        session, token, schema = site.run(make).splitlines()[-1].split()
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
        free.close()
        command = ["-m", "gunicorn", "--no-control-socket", "-b", f"127.0.0.1:{port}", "-w", str(processes)]
        command += ["--threads", str(threads), serves]
        env = {**site.environment(), "LOG_LEVEL": "WARNING", "ORGANIZATION_THREADS": str(threads), **env}
        with (root / "web.log").open("wb") as log:
            web = Popen([sys.executable, "-W", "ignore", *command], cwd=ROOT, env=env, stdout=log, stderr=log)
        phone = Phone(port, session, token)
        try:
            wait_for(lambda: phone.status("GET", "/readyz") == 200, seconds=120)
            yield WebSite(site, web, phone, schema)
        finally:
            web.terminate()
            try:
                web.wait(20)
            except subprocess.TimeoutExpired:
                web.kill()
                web.wait()
