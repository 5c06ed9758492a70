"""The only way to take rows off the record: old ones, from its beginning, behind a checkpoint."""

from django.db import migrations

# Runs as the tables' owner, with a fixed path in which nobody else can put anything first. What it may remove it looks
# up itself: never what is younger than a year, or than the group keeps the record, or than a month after it said so.
FORWARD = """
DO $do$
BEGIN
  EXECUTE format($make$
    CREATE FUNCTION %1$I.audit_prune(last bigint, reads_until text, signed text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, %1$I, pg_temp AS $body$
    DECLARE
      months integer;
      old timestamptz;
      known bytea;
      n_events bigint;
      n_reads bigint;
    BEGIN
      SELECT greatest(record_months, 12) INTO STRICT months FROM public.organizations_organization
        WHERE schema_name = %1$L AND record_months_since <= now() - interval '30 days';
      old := now() - make_interval(months => months);
      PERFORM pg_advisory_xact_lock(hashtextextended(%1$L, 0));
      SELECT hash INTO STRICT known FROM %1$I.audit_auditevent WHERE seq = last;
      IF EXISTS (SELECT FROM %1$I.audit_auditevent WHERE seq <= last AND at >= old)
          OR nullif(reads_until, '')::timestamptz >= old THEN
        RAISE EXCEPTION 'younger than the record is kept' USING ERRCODE = 'insufficient_privilege';
      END IF;
      SELECT count(*) INTO n_events FROM %1$I.audit_auditevent WHERE seq <= last;
      SELECT count(*) INTO n_reads FROM %1$I.audit_readevent WHERE at <= nullif(reads_until, '')::timestamptz;
      INSERT INTO %1$I.audit_auditevent (action, fields) VALUES ('record.prune', jsonb_build_array(
        'until:' || last, 'sha256:' || encode(known, 'hex'), 'reads_until:' || reads_until,
        'events:' || n_events, 'reads:' || n_reads, 'signed:' || signed));
      DELETE FROM %1$I.audit_auditevent WHERE seq <= last;
      DELETE FROM %1$I.audit_readevent WHERE at <= nullif(reads_until, '')::timestamptz;
      RETURN n_events + n_reads;
    END
    $body$
  $make$, current_schema());
END
$do$
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain")]

    operations = [migrations.RunSQL(FORWARD, "DROP FUNCTION audit_prune(bigint, text, text)")]
