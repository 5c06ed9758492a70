import logging

from django.apps import AppConfig
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.utils.translation import gettext_lazy as _


class OrganizationsConfig(AppConfig):
    name = "organizations"

    def ready(self) -> None:
        from organizations import (  # noqa: PLC0415 - need the models
            checks,
            ended,
            first_hour,
            own_steps,
            registry,
        )
        from organizations.middleware import back_to_public  # noqa: PLC0415 - needs the models
        from organizations.signing_in import later  # noqa: PLC0415 - needs the models

        if not settings.ORGANIZATION_ROLES:
            logging.getLogger(__name__).warning(checks.WITHOUT_ROLES)
        registry.places.append(
            registry.Place(_("Settings"), "settings", "organizations:settings", "organization.settings", 90)
        )
        registry.strips.append(first_hour.strip)
        registry.first_steps.extend(own_steps.STEPS)
        registry.rules.extend(ended.RULES)
        request_finished.connect(back_to_public)
        request_started.connect(later.forget)
        request_finished.connect(later.do_waiting)
