from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"

    def ready(self) -> None:
        from members import registering  # noqa: PLC0415 - needs the models

        registering.register()
