"""What the wall between organizations raises."""


class WrongSearchPath(RuntimeError):
    """A statement was about to run in another schema than the one asked for."""


class OrganizationBehind(RuntimeError):
    """The organization's tables are of an older version: it is closed until they are migrated."""


class WrongOrganization(RuntimeError):
    """A row of one organization was about to be written in another, or outside any."""
