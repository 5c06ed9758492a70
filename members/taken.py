"""Names that are given once, where two give one at the same moment and both have looked before."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction


@contextmanager
def refusing(constraint: str, refusal: Exception) -> Iterator[None]:
    """Raise this refusal where the database holds this rule against it; every other error goes on."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if constraint not in str(error):
            raise
        raise refusal from error
