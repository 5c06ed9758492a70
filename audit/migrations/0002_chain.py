"""The chain: a trigger that numbers, dates and hashes each event, whoever writes it."""

from django.db import migrations

# The function stands in the organization's own schema with a fixed path, so that a dump of one schema is whole and
# nothing in a session's settings can change what it reads. The lock is held until commit: that orders the chain.
FORWARD = """
DO $do$
BEGIN
  EXECUTE format($make$
    CREATE FUNCTION %1$I.audit_chain() RETURNS trigger LANGUAGE plpgsql SET search_path = %1$I, pg_catalog AS $body$
    DECLARE
      last_seq bigint;
      last_hash bytea;
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtextextended(%1$L, 0));
      SELECT seq, hash INTO last_seq, last_hash FROM audit_auditevent ORDER BY seq DESC LIMIT 1;
      NEW.seq := coalesce(last_seq, 0) + 1;
      NEW.at := clock_timestamp();
      NEW.previous := coalesce(last_hash, ''::bytea);
      NEW.hash := sha256(NEW.previous || convert_to(concat_ws('|', NEW.seq,
        to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), coalesce(NEW.actor_id::text, ''),
        NEW.action, coalesce(NEW.object_id::text, ''), NEW.fields::text), 'UTF8'));
      RETURN NEW;
    END
    $body$
  $make$, current_schema());
END
$do$
"""
TRIGGER = """
CREATE TRIGGER audit_chain BEFORE INSERT ON audit_auditevent FOR EACH ROW EXECUTE FUNCTION audit_chain()
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(FORWARD, "DROP FUNCTION audit_chain()"),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER audit_chain ON audit_auditevent"),
    ]
