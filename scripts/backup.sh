#!/bin/sh
# Back up the site, or one organization: sh scripts/backup.sh [SLUG]
# Everything is encrypted for the key in BACKUP_KEY before it touches the disk; docs/deploy.md says how it is made.
set -eu
cd "$(dirname "$0")/.."
folder=${BACKUPS:-backups}
key=${BACKUP_KEY:-backup-key.asc}
days=${BACKUP_DAYS:-35}
# What runs a command of the site.
run=${SITE_RUN:-docker compose run --rm -T migrate python manage.py}

fail() {
    echo "$*" >&2
    exit 1
}
[ -r "$key" ] || fail "There is no key in $key to encrypt for: see docs/deploy.md."
umask 077
mkdir -p "$folder"
name=$folder/$(date -u +%Y-%m-%dT%H%M%SZ)

# The output of a command, encrypted. A pipe tells only how its end did, hence the mark.
keep() {
    to=$1.unfinished
    shift
    rm -f "$to.failed"
    { "$@" || : >"$to.failed"; } |
        gpg --batch --quiet --trust-model always --recipient-file "$key" --output "$to" --encrypt
    [ ! -e "$to.failed" ] || fail "What there is of this backup lies in $to."
    mv "$to" "${to%.unfinished}"
}

# Words are meant to be split here: a program with its options.
# shellcheck disable=SC2086
if [ -n "${1:-}" ]; then
    file=$name-$1.tar.gpg
    keep "$file" $run backup --to - --organization "$1"
else
    file=$name.tar.gpg
    keep "$file" $run backup --to -
    if [ -d secrets ]; then
        keep "$name.secrets.tar.gpg" tar -cf - secrets .env
    fi
fi
find "$folder" -mindepth 1 -maxdepth 1 -type f -name '20*.gpg' -mtime "+$days" -exec rm -f {} +
echo "$file"
