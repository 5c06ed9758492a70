"""Where rooms to the right learn what was said of people, without being imported.

Each application registers from its `AppConfig.ready`. Called in the transaction of what happened, with who did it.
"""

from collections.abc import Callable

from ladders.models import Assessment
from members.models import Member

# A second person agreed.
on_agreed: list[Callable[[Assessment, Member], None]] = []
# Somebody took it out of every count.
on_voided: list[Callable[[Assessment, Member], None]] = []
