from django.apps import AppConfig
from django.core.signals import request_finished


class OrganizationsConfig(AppConfig):
    name = "organizations"

    def ready(self) -> None:
        from organizations import checks  # noqa: F401, PLC0415 - registers the check
        from organizations.middleware import back_to_public  # noqa: PLC0415 - needs the models

        request_finished.connect(back_to_public)
