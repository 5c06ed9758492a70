"""One server for all tests of this folder, set up by the services' own commands."""

import subprocess
from collections.abc import Iterator

import pytest

from tests.deploy.compose import ROOT
from tests.deploy.running import Server, empty_server
from tests.worker import wait_for


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on which everything was done that comes before the first start, with one organization in it."""
    with empty_server(tmp_path_factory.mktemp("server")) as made:
        make_secrets(made)
        for name in ("logins", "migrate"):
            assert made.once(name).returncode == 0, made.log("once").read_text()
        for command in (["manage.py", "collectstatic", "--noinput"], ["-m", "tests.deploy.people"]):
            assert made.once("migrate", "python", *command).returncode == 0, made.log("once").read_text()
        yield made


@pytest.fixture
def server(installed: Server) -> Server:
    """Everything that docker-compose.yml starts, running; started anew after a test that ended it."""
    if not installed.running:
        for name in ("web", "worker", "beat"):
            installed.start(name)
        installed.start_proxy()
        wait_for(lambda: installed.once("web", "python", "-m", "stpnet.probe").returncode == 0, seconds=60)
    return installed


def make_secrets(server: Server) -> None:
    """As scripts/secrets.sh does; only root may give the files away, which nobody needs here."""
    subprocess.run(["sh", "scripts/secrets.sh", str(server.folder / "secrets")], cwd=ROOT, check=False)
