"""What becomes of each column of this room when a person it is about is erased: see organizations/keeping.py."""

from organizations.keeping import Held

HELD: Held = {
    "audit.auditevent": {"keep": "id seq at actor_id action object_id fields previous hash"},
    "audit.rulemonth": {"keep": "id rule month n ran_at failed_at"},
    "audit.readevent": {"keep": "id at actor_id action object_id n_objects"},
}
