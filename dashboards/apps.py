from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "dashboards"

    def ready(self) -> None:
        from dashboards.reports import joints as reports  # noqa: PLC0415 - need the models

        reports.register()
