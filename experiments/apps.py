from django.apps import AppConfig


class ExperimentsConfig(AppConfig):
    name = "experiments"

    def ready(self) -> None:
        from experiments import erasing  # noqa: PLC0415 - needs the models
        from experiments.board import registering as board  # noqa: PLC0415 - needs the models
        from experiments.coaching import summing  # noqa: PLC0415
        from experiments.coaching import told as coaching  # noqa: PLC0415
        from experiments.counting import joints  # noqa: PLC0415
        from experiments.log import told as log  # noqa: PLC0415
        from experiments.papers import clearing  # noqa: PLC0415
        from experiments.story import joints as story  # noqa: PLC0415
        from experiments.system_review import needed as looks  # noqa: PLC0415
        from members import registry as people  # noqa: PLC0415
        from organizations import registry as organizations  # noqa: PLC0415

        joints.register()
        story.register()
        people.on_erase.append(erasing.empty)
        board.register()
        log.register()
        coaching.register()
        looks.register()
        organizations.sweepers.append(summing.make_good)
        organizations.clearers.append(clearing.clear)
