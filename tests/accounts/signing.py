"""What a person does to sign in, for tests: typing, reading codes from an app."""

import base64
import hashlib
import hmac
import re
import struct
import time

from django.test import Client
from django.urls import reverse

from tests.seeds import PASSWORD

WHO = "director@north.example.org"
NEXT_PASSWORD = "quite another horse"


def app_code(secret, *, ahead=0):
    """Read the code off an authenticator app (RFC 6238) whose clock is this many seconds ahead."""
    counter = struct.pack(">Q", (int(time.time()) + ahead) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def type_password(client, email=WHO, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def prove(client, password=PASSWORD):
    """Prove once more who one is."""
    return client.post(reverse("account_reauthenticate"), {"password": password})


def signed_in(email=WHO):
    """A browser that has signed in by the form and just proved who it is."""
    client = Client()
    type_password(client, email)
    prove(client)
    return client


def shown_secret(client):
    page = client.get(reverse("mfa_activate_totp"))
    return re.search(r"data-secret>([A-Z2-7]+)<", page.text)[1]


def set_up_app(client):
    """Set up an app; return its secret."""
    secret = shown_secret(client)
    response = client.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})
    assert response.status_code == 302, response.text
    return secret


def shown_codes(client):
    """Read the recovery codes, which the page shows once."""
    page = client.get(reverse("mfa_view_recovery_codes")).text
    return re.findall(r'<li class="fig">(\d{8})</li>', page)


def is_in(client):
    return client.get("/o/north/").status_code == 302 and "/accounts/" not in client.get("/o/north/").url
