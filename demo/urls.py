from django.urls import path

from demo import views

app_name = "demo"
urlpatterns = [
    path("mail/", views.mailbox, name="mailbox"),
    path("mail/<slug:key>/", views.letter, name="letter"),
    path("mail/<slug:key>/drawn/", views.drawn, name="drawn"),
]
