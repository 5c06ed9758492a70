"""docker-compose.yml as Docker Compose itself reads it."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "deploy/env.example"


def tool(name: str) -> str:
    """Return a program of the group "deploy"; where there is no build of it the test is skipped."""
    path = Path(sys.executable).with_name(name)
    if not path.exists():
        pytest.skip(f"{name} is not installed: there is no build of it for this machine")
    return str(path)


def run(*command: str, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [tool(command[0]), *command[1:]], cwd=ROOT, check=False, capture_output=True, text=True, **more
    )


def config(*options: str, env_file: Path = EXAMPLE) -> subprocess.CompletedProcess[str]:
    """`docker compose config`: no variable of this machine slips in."""
    return run("docker-compose", "--env-file", str(env_file), "config", *options, env={})


@cache
def whole() -> dict[str, Any]:
    """Return everything, with references resolved."""
    loaded: dict[str, Any] = json.loads(config("--format", "json").stdout)
    return loaded


def service(name: str) -> dict[str, Any]:
    found: dict[str, Any] = whole()["services"][name]
    return found
