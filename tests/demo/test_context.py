"""The sign-in page of a demo names its people; any other does not."""

from django.test import Client

URL = "/accounts/login/"


def test_sign_in_page_of_a_demo_names_its_people(db, settings):
    settings.DEMO = True

    page = Client().get(URL).text

    assert "Ruth Abelson: Coach, Cedar Valley Together; Coach, Lakeside Alliance" in page
    assert page.count("ruth@demo.example.org") == 1
    assert page.count("@demo.example.org") == 8


def test_sign_in_page_elsewhere_names_nobody(db, settings):
    settings.DEMO = False

    assert "@demo.example.org" not in Client().get(URL).text
