"""E3: after somebody was erased their words are in no dump, queue, file, log or mail of the whole site."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from members import erasing
from members.exporting import files
from members.models import Export, Member, RightsFile, TakeOut
from members.rights import actions as rights
from members.taking_out import actions as taking_out
from organizations import ledger, outbox
from organizations.backups import tools
from organizations.models import Organization, OutgoingMail
from stpnet.db.owner import as_owner
from stpnet.db.wrapper import current
from stpnet.in_org import in_org, on_public_side
from tests.isolation.answers import words
from tests.isolation.world import Group, fill, logged, told
from tests.worker import broker

type Places = dict[str, int]


@pytest.fixture
def group(east: Organization) -> Group:
    return fill(east)


def dumped() -> str:
    """Write the whole database down, as a backup does."""
    with as_owner():
        program = tools.find("pg_dump")
        address, environment = tools.address()
    dump = subprocess.run([program, f"--dbname={address}"], env=environment, check=True, capture_output=True)
    return dump.stdout.decode(errors="replace").lower()


def brokered() -> str:
    """Read every key of the broker, of whatever kind."""
    read = {b"string": "get", b"list": "lrange", b"set": "smembers", b"hash": "hgetall", b"zset": "zrange"}
    with broker() as client:
        kinds = {key: client.type(key) for key in client.scan_iter()}
        said = [getattr(client, read[kind])(key, *([0, -1] if kind in (b"list", b"zset") else []))
                for key, kind in kinds.items() if kind in read]  # fmt: skip
    return str(said).lower()


def filed() -> str:
    """Read every file beside the database, packed ones opened: uploads, lists, take-outs, the list of who is gone."""
    root = Path(settings.MEDIA_ROOT).parent
    return "".join(words(each.read_bytes()).lower() for each in root.rglob("*") if each.is_file())


def mailed() -> str:
    with on_public_side():
        return "".join(outbox._text(each) for each in OutgoingMail.objects.waiting())


def kept(to: str, text: str) -> None:
    """Let a mail wait until tomorrow: a worker of another test's would send it at once."""
    message = EmailMessage("Hello", text, "site@example.org", [to])
    later = timezone.now() + timedelta(days=1)
    organization = current().tenant
    with on_public_side():
        OutgoingMail.objects.create(sealed=outbox._seal(message), organization=organization, next_try_at=later)


def _works(east: Organization, group: Group, client) -> None:
    """Let a search, files, a mail and messages be made of her."""
    client.post(reverse("members:search", args=["east"]), {"q": group.word})
    with in_org(east):
        ana = Member.objects.get(pk=group.keys["member"])
        owner = ana.organizer
        for made, work in ((RightsFile(member=ana, asked_by=owner), rights.work),
                           (TakeOut(asked_by=owner), taking_out.work)):  # fmt: skip
            made.save()
            work(made.pk)
        export = Export.objects.latest("created_at")
        export.stored_as = files.new_key()
        files.made(export.stored_as).write_text(f"Ana {group.word}")
        export.save()
        for to, text in ((f"{group.word}@example.org", "Come."), ("bo@example.org", f"Call Ana {group.word}.")):
            kept(to, text)
        kept("bo@example.org", "Nobody is named.")


def test_words_of_somebody_erased_are_nowhere(east, group, committed_sign_in):
    client = committed_sign_in("owner", "east")
    with logged() as log:
        _works(east, group, client)
        looks = {"dump": dumped, "broker": brokered, "files": filed, "mail that waits": mailed,
                 "log": lambda: log.getvalue().lower(), "mail that went": lambda: str(mail.outbox).lower()}  # fmt: skip
        before = {name: look().count(group.word) for name, look in looks.items()}
        with in_org(east):
            erasing.erase(Member.objects.get(pk=group.keys["member"]), by=None)
        after = {name: look().count(group.word) for name, look in looks.items()}

    told("E3 before and after erasing", before=before, after=after)
    assert min(before["dump"], before["files"], before["mail that waits"]) > 0
    assert after == dict.fromkeys(looks, 0)
    with on_public_side():
        assert OutgoingMail.objects.waiting().filter(organization=east).count() == 1
    assert group.word not in ledger.place().read_text()
