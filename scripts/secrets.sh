#!/bin/sh
# Make the files of secrets/ that are missing. What is there is left alone. Usage: sudo sh scripts/secrets.sh [FOLDER]
set -eu
cd "$(dirname "$0")/.."
folder=${1:-secrets}
# The account in the containers, as the Dockerfile makes it.
account=10001

umask 077
mkdir -p "$folder"
random() { od -An -N48 -tx1 /dev/urandom | tr -d ' \n'; }
for name in admin_password owner_password app_password secret_key mfa_keys; do
    [ -s "$folder/$name" ] || random >"$folder/$name"
done
# Yours to fill in: earlier keys, and the password of the mail server.
for name in secret_key_fallbacks mail_password; do
    [ -e "$folder/$name" ] || : >"$folder/$name"
done
chmod 0400 "$folder"/*
chmod 0711 "$folder"
if [ "$(id -u)" = 0 ]; then
    chown "$account" "$folder"/*
else
    echo "Run this as root, so that the files can be given to the account in the containers." >&2
    exit 1
fi
echo "The secrets are in $folder. Keep a copy where the server's own backups are not: without them no backup opens."
