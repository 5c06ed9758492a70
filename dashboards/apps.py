from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "dashboards"

    def ready(self) -> None:
        from dashboards.reports import joints as reports  # noqa: PLC0415 - need the models

        reports.register()
        from dashboards.moving import filters as moving  # noqa: PLC0415 - need the models
        from members import filters as people_filters  # noqa: PLC0415

        people_filters.register(*moving.FIELDS)
