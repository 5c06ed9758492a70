"""Why something about a field was not done."""


class FieldsRefused(Exception):
    """Not done, and why, in a sentence; `field` is the input it is about."""

    def __init__(self, sentence: str, field: str = "name") -> None:
        super().__init__(sentence)
        self.field = field
