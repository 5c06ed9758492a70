"""Where the demo keeps its files."""

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
VAR = CHECKOUT / "var"
OWN = VAR / "demo"
# What a reset removes besides the database and the queue. The secret key and the port stay.
DATA = (OWN, VAR / "uploads", VAR / "mail", VAR / "static")
