"""Addresses outside any organization, and those inside each that are about the organization itself."""

from django.urls import include, path

from organizations.views import ending, front, health, invitation, people, safety, settings, support, welcome

app_name = "organizations"
urlpatterns = [
    path("", front.choose, name="choose"),
    path("switch/", front.switch, name="switch"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("invitations/", invitation.invitation, name="invitation"),
    path("invitations/<str:token>/", invitation.follow, name="follow"),
    path("o/<slug:organization>/", front.home, name="home"),
    path("o/<slug:organization>/welcome/", welcome.welcome, name="welcome"),
    path("o/<slug:organization>/welcome/put-away/", welcome.put_away, name="put_away"),
    path("o/<slug:organization>/welcome/bring-back/", welcome.bring_back, name="bring_back"),
    path("o/<slug:organization>/welcome/notes/", welcome.notes, name="notes"),
    path("o/<slug:organization>/settings/rooms/", welcome.rooms, name="rooms"),
    path("o/<slug:organization>/settings/safety/", safety.self_check, name="self_check"),
    path("o/<slug:organization>/settings/safety/looked/", safety.looked, name="looked"),
    path("o/<slug:organization>/settings/support/", support.support, name="support"),
    path("o/<slug:organization>/settings/support/end/", support.end, name="support_end"),
    path("support/", support.desk, name="support_desk"),
    path("support/<uuid:pk>/done/", support.done, name="support_done"),
    path("o/<slug:organization>/settings/what-we-hold/", safety.held, name="held"),
    path("o/<slug:organization>/settings/end/", ending.end, name="end"),
    path("o/<slug:organization>/settings/end/bring-back/", ending.bring_back, name="reopen"),
    path("o/<slug:organization>/settings/what-we-keep/", safety.kept, name="kept"),
    path("o/<slug:organization>/propose/", people.propose, name="propose"),
    path("o/<slug:organization>/settings/", settings.settings, name="settings"),
    path("o/<slug:organization>/settings/who-may-do-what/", settings.who_may, name="who_may"),
    path(
        "o/<slug:organization>/settings/people/",
        include(
            [
                path("", people.people_list, name="people"),
                path("invite/", people.invite, name="invite"),
                path("confirm/", people.confirm, name="confirm"),
                path("invitations/<uuid:pk>/resend/", people.resend, name="resend"),
                path("invitations/<uuid:pk>/withdraw/", people.withdraw, name="withdraw"),
                path("<uuid:pk>/", people.person, name="person"),
                path("<uuid:pk>/sign-out/", people.sign_out, name="sign_out"),
                path("<uuid:pk>/second-step/", people.lost_second_step, name="lost_second_step"),
                path("<uuid:pk>/remove/", people.remove, name="remove"),
            ]
        ),
    ),
]
