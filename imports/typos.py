"""Slips of the keys in e-mail addresses: proposed to a person, never put right by themselves."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

# Where most people have their mail. One slip away from one of these is hardly another place.
PROVIDERS = (
    "gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "aol.com", "comcast.net", "msn.com",
    "live.com", "verizon.net", "protonmail.com", "att.net",
)  # fmt: skip
# Real places that are one slip away from those.
OTHERS = frozenset({"ymail.com", "gmx.com", "mail.com", "email.com", "fmail.com", "olive.com", "line.com", "life.com"})
ENDINGS = {"con": "com", "cmo": "com", "ocm": "com", "comm": "com", "vom": "com", "xom": "com", "cim": "com",
           "ogr": "org", "orgg": "org", "rog": "org", "ner": "net", "nte": "net", "ent": "net", "eud": "edu"}  # fmt: skip
ADDRESS = re.compile(r"(?P<name>[^\s@<>;,|]+)@(?P<domain>[^\s@<>;,|]+)")
GLUED = re.compile(r"(?P<host>[a-z0-9-]+)(?P<ending>com|org|net|edu)")


def mended(raw: str) -> str:
    """Return what a cell with addresses probably means; empty when nothing looks like a slip."""
    if "@" not in raw:
        return ""
    better = ADDRESS.sub(lambda found: f"{found['name']}@{_domain(found['domain'])}", raw)
    return better if better != raw else ""


@lru_cache(maxsize=4096)
def _domain(written: str) -> str:
    domain = written.lower().replace("..", ".").strip(".")
    host, dot, ending = domain.rpartition(".")
    if dot and ending in ENDINGS:
        domain = f"{host}.{ENDINGS[ending]}"
    elif not dot and (glued := GLUED.fullmatch(domain)) and glued["host"]:
        domain = f"{glued['host']}.{glued['ending']}"
    if domain not in PROVIDERS and domain not in OTHERS:
        near = [each for each in PROVIDERS if OSA.distance(domain, each, score_cutoff=1) <= 1]
        domain = near[0] if len(near) == 1 else domain
    return written if domain == written.lower() else domain
