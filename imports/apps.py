from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "imports"

    def ready(self) -> None:
        from imports import sweeping  # noqa: PLC0415 - needs the models
        from organizations import registry  # noqa: PLC0415

        registry.sweepers.append(sweeping.sweep)
