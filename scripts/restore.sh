#!/bin/sh
# Put a backup back: sh scripts/restore.sh FOLDER [SLUG]
# Without SLUG the whole site, into a database server that is empty. With SLUG one organization as it was, in the
# site that runs; whatever it wrote since then is gone. The private key of backups must be in this account's GnuPG.
set -eu
cd "$(dirname "$0")/.."
[ $# -ge 1 ] || {
    echo "Usage: sh scripts/restore.sh FOLDER [SLUG]" >&2
    exit 2
}
from=$1
slug=${2:-}
pg=${PG_RUN:-docker compose exec -T --user postgres database}
files=${FILES_RUN:-docker compose run --rm --no-deps -T web}
migrate=${MIGRATE_RUN:-docker compose run --rm -T migrate}
replay=${REPLAY_RUN:-docker compose run --rm -T migrate python manage.py replay_erasures}
data=${SITE_DATA:-/data}

fail() {
    echo "$*" >&2
    exit 1
}
# As in backup.sh: programs with options, split on purpose.
# shellcheck disable=SC2086
sql() { $pg psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 "$@"; }
# Opened beside the backup and removed at the end: a program of a container reads it from a pipe.
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for file in "$from"/*.gpg; do
    plain=${file##*/}
    gpg --batch --quiet --output "$work/${plain%.gpg}" --decrypt "$file" || fail "$file could not be opened."
done

if [ -n "$slug" ]; then
    schema=$(echo "SELECT schema_name FROM organizations_organization WHERE slug = :'slug'" |
        sql --dbname=stpnet --set=slug="$slug")
    [ -n "$schema" ] || fail "There is no organization at $slug: see docs/deploy.md, 'One organization'."
    # All of it or nothing, and nobody sees it half done.
    # shellcheck disable=SC2086
    {
        echo "DROP SCHEMA $schema CASCADE; CREATE SCHEMA $schema AUTHORIZATION stp_owner;"
        echo "GRANT USAGE ON SCHEMA $schema TO $schema;"
        $pg pg_restore --schema="$schema" --file=- <"$work/database.dump" || echo "SELECT 1/0;"
    } | sql --single-transaction --dbname=stpnet >"$work/said"
else
    there=$(echo "SELECT 1 FROM pg_database WHERE datname = 'stpnet'" | sql --dbname=postgres)
    [ -z "$there" ] || fail "There is a database already: a whole site is only restored into an empty server."
    # Roles that a run before this one made are no fault.
    sed -e '/ROLE postgres/d' \
        -e 's/^CREATE ROLE .*;$/DO $$ BEGIN & EXCEPTION WHEN duplicate_object THEN NULL; END $$;/' \
        "$work/roles.sql" | sql --dbname=postgres >"$work/said"
    echo "CREATE DATABASE stpnet OWNER stp_owner TEMPLATE template0" | sql --dbname=postgres
    # shellcheck disable=SC2086
    $pg pg_restore --exit-on-error --dbname=stpnet <"$work/database.dump"
    echo "ANALYZE" | sql --dbname=stpnet
fi
# shellcheck disable=SC2086
$files tar -C "$data" -xf - <"$work/uploads.tar"
# A backup of an earlier version is brought up to this one.
# shellcheck disable=SC2086
$migrate
# Who was erased since this backup was made is erased again. Lines are only added: the site's own list may be newer.
# shellcheck disable=SC2086
[ ! -e "$work/gone.txt" ] || $files tee -a "$data/gone.txt" <"$work/gone.txt" >"$work/said"
# shellcheck disable=SC2086
$replay
