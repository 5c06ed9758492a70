"""What the wall between organizations raises."""


class WrongSearchPath(RuntimeError):
    """A statement was about to run in another schema than the one asked for."""


class OrganizationBehind(RuntimeError):
    """The organization's tables are of an older version: it is closed until they are migrated."""


class OrganizationClosed(RuntimeError):
    """The organization was closed by its owners: nobody works in it, and it will be deleted."""

    def __init__(self, schema_name: str) -> None:
        super().__init__(f"The organization in {schema_name} was closed by its owners; one of them may bring it back.")


class WrongOrganization(RuntimeError):
    """A row of one organization was about to be written in another, or outside any."""
