from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DashboardsConfig(AppConfig):
    name = "dashboards"

    def ready(self) -> None:
        from dashboards.reports import joints as reports  # noqa: PLC0415 - need the models

        reports.register()
        from dashboards.moving import filters as moving  # noqa: PLC0415 - need the models
        from ladders import registry as ladders  # noqa: PLC0415
        from members import filters as people_filters  # noqa: PLC0415

        people_filters.register(*moving.FIELDS)
        ladders.doors.append(ladders.Door(_("How people move"), "dashboards:movement", "dashboard.view", 95))

        from dashboards import handing_on  # noqa: PLC0415 - needs the models

        handing_on.register()
        from dashboards import registering  # noqa: PLC0415 - needs the models

        registering.register()
