"""Backups: the site, or one organization, as one file that can be written to a pipe and read from one.

It is a tar archive: `about.json` (what it holds, with counts and checksums of every table), `gone.txt` (who was erased),
`database/00000` and so on (what pg_dump says, in pieces, since a pipe does not know how long it will be), `uploads/…`,
and `end`, without which it is no whole backup.
"""

FORMAT, VERSION = "stp-network-backup", 1
ABOUT, GONE, DATABASE, UPLOADS, END = "about.json", "gone.txt", "database/", "uploads/", "end"
# Of what pg_dump says, at a time.
PIECE = 8 * 1024 * 1024


class NoBackup(Exception):
    """Not saved or not restored; the sentence says why and what to do."""
