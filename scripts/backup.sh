#!/bin/sh
# Back up the site, or one organization: sh scripts/backup.sh [SLUG]
# Everything is encrypted for the key in BACKUP_KEY before it touches the disk; docs/deploy.md says how it is made.
set -eu
cd "$(dirname "$0")/.."
folder=${BACKUPS:-backups}
key=${BACKUP_KEY:-backup-key.asc}
days=${BACKUP_DAYS:-35}
slug=${1:-}
# How the programs of PostgreSQL, and tar with the uploads in sight, are run.
pg=${PG_RUN:-docker compose exec -T --user postgres database}
files=${FILES_RUN:-docker compose exec -T web}
data=${SITE_DATA:-/data}

fail() {
    echo "$*" >&2
    exit 1
}
[ -r "$key" ] || fail "There is no key in $key to encrypt for: see docs/deploy.md."
umask 077
name=$(date -u +%Y-%m-%dT%H%M%SZ)${slug:+-$slug}
to=$folder/$name.unfinished
mkdir -p "$to"

# The output of a command, encrypted. A pipe tells only how its end did, hence the mark.
keep() {
    file=$1
    shift
    { "$@" || : >"$to/failed"; } |
        gpg --batch --quiet --trust-model always --recipient-file "$key" --output "$to/$file.gpg" --encrypt
    [ ! -e "$to/failed" ] || fail "$file could not be saved: what there is of this backup lies in $to."
}

# Words are meant to be split here: a program with its options.
# shellcheck disable=SC2086
if [ -n "$slug" ]; then
    found=$(echo "SELECT schema_name, id FROM organizations_organization WHERE slug = :'slug'" |
        $pg psql --no-psqlrc --quiet --tuples-only --no-align --dbname=stpnet --set=slug="$slug")
    [ -n "$found" ] || fail "There is no organization at $slug."
    keep database.dump $pg pg_dump --format=custom --dbname=stpnet --schema="${found%|*}"
    uploads=uploads/${found#*|}
else
    keep roles.sql $pg pg_dumpall --roles-only
    keep database.dump $pg pg_dump --format=custom --dbname=stpnet
    uploads=uploads
    if [ -d secrets ]; then
        keep secrets.tar tar -cf - secrets .env
    fi
fi
# shellcheck disable=SC2086
$files mkdir -p "$data/$uploads"
# shellcheck disable=SC2086
keep uploads.tar $files tar -C "$data" -cf - "$uploads"
# Who was erased and what was deleted until now: the newest list is the one to go by, whichever backup is put back.
# shellcheck disable=SC2086
$files touch "$data/gone.txt"
# shellcheck disable=SC2086
keep gone.txt $files cat "$data/gone.txt"

mv "$to" "$folder/$name"
find "$folder" -mindepth 1 -maxdepth 1 -type d -name '20*' -mtime "+$days" -exec rm -rf {} +
echo "$folder/$name"
