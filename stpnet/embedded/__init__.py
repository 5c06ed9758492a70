"""PostgreSQL and Valkey of one checkout: found or started when first asked for, stopped by the last process using them.

For demos, development and tests. Importing does nothing; a site in earnest sets DATABASE_URL, DATABASE_OWNER_URL and
REDIS_URL and never comes here. See docs/decisions/0002-embedded-services.md.
"""

from stpnet.embedded.postgres import PostgresAddress, postgres
from stpnet.embedded.unavailable import EmbeddedUnavailable
from stpnet.embedded.valkey import broker_url, valkey

__all__ = ["EmbeddedUnavailable", "PostgresAddress", "broker_url", "postgres", "valkey"]
