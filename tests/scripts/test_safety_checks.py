"""What `make check` looks for, it finds; and it cannot be silenced where it looks."""

import json
import os
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from scripts import sbom
from tests.scripts.seeded import BAD, BAD_PAGES, GOOD

ROOT = Path(__file__).parents[2]
BIN = ROOT / ".venv/bin"
RULES = ROOT / "scripts/checks/semgrep.yml"
ARGUMENTS = re.search(r"semgrep scan (.*?) \\\n\s+--config", (ROOT / "scripts/check_safety.sh").read_text(), re.DOTALL)[
    1
]


def seed(folder):
    """One file for each piece; a word that would silence other checks stands on each line."""
    for kinds, suffix, silenced in ((BAD, "py", "  # nosemgrep"), (BAD_PAGES, "html", "")):
        for rule, pieces in kinds.items():
            for n, piece in enumerate(pieces):
                text = "\n".join(line + silenced for line in piece.splitlines())
                (folder / f"{rule}.{n}.{suffix}").write_text(text + "\n")
    (folder / "good.py").write_text(GOOD)


@pytest.mark.skipif(not (BIN / "semgrep").exists(), reason="semgrep has no build for this system")
def test_every_rule_fires_on_every_piece_of_its_kind_and_on_nothing_else(tmp_path):
    seed(tmp_path)
    words = ARGUMENTS.replace("\\\n", " ").split()
    kept = {"SEMGREP_SETTINGS_FILE": f"{tmp_path}/kept.yml", "SEMGREP_LOG_FILE": f"{tmp_path}/kept.log"}
    run = subprocess.run(
        [BIN / "semgrep", "scan", *words, "--json", "--config", RULES, tmp_path],
        env={**os.environ, **kept, "https_proxy": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = {(Path(each["path"]).name, each["check_id"].split(".")[-1]) for each in json.loads(run.stdout)["results"]}
    every = {**BAD, **BAD_PAGES}
    missed = Counter(rule for rule, pieces in every.items() for _ in pieces) - Counter(rule for _, rule in found)
    print(f"\nsemgrep: {len(every)} rules, {sum(map(len, every.values()))} seeded pieces, missed {missed.total()}")

    assert set(re.findall(r"- id: (\S+)", RULES.read_text())) == set(every)
    assert run.returncode == 1
    assert not missed
    assert [each for each in found if each[0].split(".")[0] != each[1]] == []


def test_bandit_fires_on_a_weak_hash(tmp_path):
    (tmp_path / "weak.py").write_text("import hashlib\nhashlib.md5(b'a')\n")
    arguments = re.search(r"bin/bandit (.*?) \"\$@\"", (ROOT / "scripts/check_safety.sh").read_text())[1].split()

    run = subprocess.run([BIN / "bandit", *arguments, tmp_path], capture_output=True, text=True, check=False)

    assert run.returncode == 1
    assert "B324" in run.stdout


def test_list_of_packages_is_that_of_the_lock_file_and_tells_what_is_not_pinned():
    made = sbom.make()
    names = {each["name"] for each in made["components"]}
    locked = set(re.findall(r'^name = "(.+)"', (ROOT / "uv.lock").read_text(), re.MULTILINE))
    print(f"\nSBOM: {len(names)} packages")

    assert names < locked
    assert {"django", "psycopg", "celery"} <= names
    assert "semgrep" not in names
    assert sbom.unsure(made) == []
    del made["components"][0]["externalReferences"][0]["hashes"]
    assert sbom.unsure(made) == [made["components"][0]["name"]]
