from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "activities"

    def ready(self) -> None:
        from activities import joints  # noqa: PLC0415 - needs the models

        joints.register()
