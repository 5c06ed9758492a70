#!/bin/sh
# Look at the settings as a site in earnest would have them. The addresses lead nowhere: nothing connects.
set -eu
cd "$(dirname "$0")/.."
export MFA_KEYS="only-for-this-check-too-0123456789-abcdefghijklmnopqrstuvwxyz"
export SECRET_KEY="only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGH"
export DATABASE_URL=postgresql://stp_app:none@127.0.0.1:1/none
export DATABASE_OWNER_URL=postgresql://stp_owner:none@127.0.0.1:1/none
export REDIS_URL=redis://127.0.0.1:1/0
export ALLOWED_HOSTS=stp.example.org SITE_URL=https://stp.example.org MAIL_HOST=127.0.0.1
exec .venv/bin/python -W error::DeprecationWarning manage.py check --deploy --fail-level WARNING
