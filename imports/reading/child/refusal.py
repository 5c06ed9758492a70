"""Why a file cannot be read, as a word that the parent turns into a sentence in the reader's language."""


class Refused(Exception):
    """The file is not read; `reason` is a key of `imports.reading.sentences`."""

    def __init__(self, reason: str, **details: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details
