from django.apps import AppConfig


class LaddersConfig(AppConfig):
    name = "ladders"

    def ready(self) -> None:
        from ladders import beginning  # noqa: PLC0415 - needs the models
        from organizations import registry  # noqa: PLC0415

        registry.on_create.append(beginning.first_ladder)
