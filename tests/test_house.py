"""The house's own rules, read from its source."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parents[1]
ROOMS = [
    "organizations",
    "audit",
    "charts",
    "documents",
    "members",
    "activities",
    "ladders",
    "conversations",
    "imports",
    "experiments",
    "dashboards",
    "demo",
]
TENANT_ROOMS = ["audit", "members", "activities", "ladders", "conversations", "imports", "experiments"]
CODE = sorted(path for room in ["stpnet", *ROOMS] for path in (ROOT / room).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted(
    [*(ROOT / "templates").rglob("*.*"), *(t for r in ROOMS for t in (ROOT / r).glob("templates/**/*.*"))]
)
# Longer than 500 lines, and why.
LONG: dict[str, str] = {}

# What is banned in code, and the only places that may.
BANNED = {
    r"\bwith tenant\b|\bwith \w*organization:|schema_context|tenant_context|\.activate\(\)": set(),  # in_org only
    r"\bmark_safe\b|\bSafeString\(": set(),  # format_html escapes
    r"\.copy\((?!\))": {"stpnet/db/copying.py"},  # COPY bypasses the guard
    r"\.delay\(": set(),  # delay_on_commit: a message before the commit finds no row
    r"(?<!embedded\.)\bconn(ection)?\.transaction\(": set(),  # reverts the path unseen
    r"RESET ROLE|SET ROLE": {"stpnet/db/base.py"},
    r"(?<!handle_)search_path": {
        "stpnet/db/base.py",
        "audit/migrations/0002_chain.py",
        "audit/migrations/0003_checkpoints.py",
        "organizations/migrations/0012_ending.py",
        "members/migrations/0009_words_kept_by_triggers.py",
        "members/migrations/0027_consents_kept_by_triggers.py",
        "ladders/migrations/0016_tally_kept_by_triggers.py",
        "ladders/migrations/0019_parts_kept_by_triggers.py",
        "ladders/migrations/0024_stays_kept_by_triggers.py",
        "ladders/migrations/0025_parts_of_the_last_quarter.py",
    },
    r"\.raw\(|\.extra\(": set(),
    r"datetime\.now\(|date\.today\(|timezone\.localdate\(|utcnow\(": {
        "organizations/models/organization.py",  # Organization.today itself
        "imports/dates.py",  # the century of a year that has two digits
    },
    r"\basync def\b|ThreadPool|threading\.Thread\(": set(),  # they see the public side
    r"\bpghistory\b|\bauditlog\b|post_save|pre_save": set(),  # actions record
    r"TODO|FIXME|XXX": set(),
}
IN_TEMPLATES = {
    r"\|\s*safe\b": "format_html in Python escapes",
    r"autoescape off": "text is text",
    r"<style|\sstyle=": "no inline style",
    r"\son[a-z]+=": "no inline handler",
    r"<script(?![^>]*\ssrc=)": "no inline script",
    r"hx-on|hx-vars|\bjs:": "no script in attributes",
    r"https?://(?!www\.w3\.org)": "nothing from elsewhere",
}


def name(path):
    return str(path.relative_to(ROOT))


@cache
def bare(path):
    """A module without comments and docstrings: rules may be spoken of."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if (
            isinstance(body, list)
            and body
            and isinstance(body[0], ast.Expr)
            and isinstance(body[0].value, ast.Constant)
        ):
            body[0] = ast.Pass()
    return ast.unparse(tree)


@pytest.mark.parametrize("pattern", BANNED)
def test_nothing_banned_is_in_the_code(pattern):
    found = [name(path) for path in CODE if re.search(pattern, bare(path)) and name(path) not in BANNED[pattern]]

    assert found == []


def test_rooms_inside_organizations_use_no_cache():
    """Under an organization's role the cache's table cannot be read, and its keys carry no organization."""
    inside = [path for path in CODE if path.relative_to(ROOT).parts[0] in TENANT_ROOMS]

    assert [name(path) for path in inside if re.search(r"django\.core\.cache|cache_page", bare(path))] == []
    assert [name(path) for path in TEMPLATES if "{% cache" in path.read_text()] == []


@pytest.mark.parametrize("pattern", IN_TEMPLATES)
def test_nothing_banned_is_in_the_templates(pattern):
    pages = [path for path in TEMPLATES if path.suffix in {".html", ".svg"}]

    # Mail programs load no style sheet, and a page opened from a disk has none: there the style stands in it.
    own_style = ["templates/mail/base.html", "templates/members/rights/file_style.html"]
    allowed = own_style if "<style" in pattern else []
    assert [name(path) for path in pages if re.search(pattern, path.read_text())] == allowed, IN_TEMPLATES[pattern]


@pytest.mark.parametrize("path", CODE + TESTS, ids=name)
def test_module_is_short_enough(path):
    assert len(path.read_text().splitlines()) <= 500 or name(path) in LONG


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.suffix == ".html"], ids=name)
def test_template_is_short_enough(path):
    assert len(path.read_text().splitlines()) <= 200


# Django and allauth look for these by name.
FOUND_BY_NAME = re.compile(r"^(\d{3}|403_csrf)\.html$|^(account|mfa|allauth|django|usersessions|registration)/")


def test_no_template_is_unused():
    everything = "\n".join(path.read_text() for path in [*CODE, *TEMPLATES])
    names = [str(path.relative_to(next(p for p in path.parents if p.name == "templates"))) for path in TEMPLATES]

    unused = [each for each in names if not FOUND_BY_NAME.search(each) and each not in everything]
    assert unused == []


def words_of_env():
    """Names of all variables read through stpnet.env."""
    calls = r"env\.(?:text|flag|number|words)\(\s*\"([A-Z_]+)\""
    return {found for path in CODE for found in re.findall(calls, path.read_text())} | {"SECRET_KEY"}


def test_every_setting_is_described():
    described = set(re.findall(r"`([A-Z_]{4,})`", (ROOT / "docs/settings.md").read_text()))

    assert words_of_env() - described == set()


def test_every_variable_is_read_in_one_place():
    reads = r"os\.environ(?!\.setdefault\('DJANGO_SETTINGS_MODULE')|getenv"
    allowed = {"stpnet/env.py", "imports/reading/child_process.py"}  # the child gets no settings of ours

    assert [name(path) for path in CODE if re.search(reads, bare(path)) and name(path) not in allowed] == []


def test_every_command_of_ours_is_described():
    ours = {command for command, room in get_commands().items() if room in ROOMS}
    described = set(re.findall(r"^\| `([a-z_]+)", (ROOT / "docs/commands.md").read_text(), re.MULTILINE))

    assert described == ours


def test_source_names_nothing_outside_itself():
    foreign = re.compile(r"/work/|/tmp/x\b")
    texts = [*CODE, *TEMPLATES, *(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "pyproject.toml"]

    assert [name(path) for path in texts if foreign.search(path.read_text())] == []
