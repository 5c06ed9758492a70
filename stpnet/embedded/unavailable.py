"""The one exception of this package."""


class EmbeddedUnavailable(Exception):
    """An embedded server cannot run here; the text is for the person at the terminal."""

    @classmethod
    def here(cls, server: str, reason: str, *settings: str) -> "EmbeddedUnavailable":
        """Say why a server is missing and which variables name another one."""
        return cls(f"{server} cannot be started here ({reason}): set {' and '.join(settings)} to a server of your own.")
