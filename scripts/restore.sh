#!/bin/sh
# Put a backup back: sh scripts/restore.sh FILE [--organization SLUG [--replace]]
# The private key of backups must be in this account's GnuPG. docs/commands.md says what `restore` does.
set -eu
cd "$(dirname "$0")/.."
[ $# -ge 1 ] || {
    echo "Usage: sh scripts/restore.sh FILE [--organization SLUG [--replace]]" >&2
    exit 2
}
from=$1
shift
[ -r "$from" ] || {
    echo "There is no backup in $from." >&2
    exit 1
}
# What runs a command of the site: a program with its options, split on purpose. A file that does not open ends early,
# and such a backup is refused.
# shellcheck disable=SC2086
gpg --batch --quiet --decrypt "$from" | ${SITE_RUN:-docker compose run --rm -T migrate python manage.py} restore - "$@"
