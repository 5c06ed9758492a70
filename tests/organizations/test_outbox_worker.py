"""A mail server that goes and comes back, under a real worker: nothing is lost, nothing comes twice."""

import socket

import pytest
from django.utils import timezone

from organizations.mail import Letter
from organizations.models import OutgoingMail
from organizations.tasks import send_mail, wake_mail
from tests.faults.runs import runs
from tests.isolation.world import told
from tests.mail_server import HOST, at, mail_server
from tests.worker import empty_queues, running_worker, send_to, wait_for

ROUNDS = 5
Status = OutgoingMail.Status


@pytest.fixture
def own_queue(monkeypatch):
    """The worker of the other tests writes mail into files, so it must not have these."""
    return send_to("mail", send_mail, monkeypatch)


@pytest.fixture
def port(committed, own_queue, settings, monkeypatch):
    """Where the mail server will be; the worker of this test knows."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    settings.MAILERS = at(port)
    for name, value in {"MAIL_HOST": HOST, "MAIL_PORT": str(port), "MAIL_TLS": "no"}.items():
        monkeypatch.setenv(name, value)
    yield port
    OutgoingMail.objects.all().delete()


def put(*subjects):
    for subject in subjects:
        Letter(subject, "A line.", to="lena@example.org").send()


def number(**like):
    return OutgoingMail.objects.filter(**like).count()


@pytest.mark.slow
def test_d6_flushed_broker_loses_none_of_fifty_mails(port, own_queue, tmp_path):
    """What a page queued is a row; the message only says that one is there."""
    for turn in range(runs(5)):
        subjects = sorted(f"{turn}-{n:02}" for n in range(50))
        put(*subjects)
        empty_queues()
        with mail_server(port) as server, running_worker(tmp_path / "worker.log", "-Q", own_queue):
            assert number(status=Status.WAITING) == 50
            make_due()
            wait_for(lambda at=turn: number(status=Status.SENT) == 50 * (at + 1))
            assert server.subjects() == subjects
    told("D6 flushed", runs=runs(5), queued=50, lost=0, doubled=0)


def make_due():
    """Let the pause be over."""
    OutgoingMail.objects.filter(status=Status.WAITING).update(next_try_at=timezone.now())
    wake_mail()


def test_mail_server_that_is_down_and_up_again_gets_each_mail_once(port, own_queue, tmp_path):
    with running_worker(tmp_path / "worker.log", "-Q", own_queue):
        for turn in range(ROUNDS):
            subjects = sorted(f"{turn}-{letter}" for letter in "abcd")
            put(*subjects[:2])
            wait_for(lambda: number(n_tries__gte=1, status=Status.WAITING))
            put(*subjects[2:])
            with mail_server(port) as server:
                make_due()
                for _ in range(5):  # as a broker does that delivers twice
                    send_mail.apply_async()
                wait_for(lambda at=turn: number(status=Status.SENT) == 4 * (at + 1))
                assert server.subjects() == subjects
    assert number(sealed__isnull=False) == 0
