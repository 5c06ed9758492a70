def test_choosing_opens_the_only_organization(sign_in):
    response = sign_in("director").get("/")

    assert (response.status_code, response.url) == (302, "/o/north/")


def test_outsider_gets_the_same_404_as_for_an_unknown_slug(sign_in):
    client = sign_in("director", "south")

    assert client.get("/o/north/people/").status_code == client.get("/o/nowhere/people/").status_code == 404
