"""What people agree to is written down by triggers, answer after answer, whoever writes the contact."""

from django.db import migrations

# As with the words of members: functions of the organization's own schema with a fixed path, called once a statement.
# An answer is new when it differs from the last one of its channel. When none of a contact is, but the day or how it is
# known differs from what was written last of this contact, that is told of every answer that stands.
# A contact that is edited may be taken out and put in again under its own key: that by itself says nothing new.
NOTE = """
    CREATE FUNCTION %1$I.members_note_consents(ids uuid[]) RETURNS void
    LANGUAGE sql SET search_path = %1$I, pg_catalog AS $body$
      INSERT INTO members_consent (member_id, point, kind, channel, said, "on", source)
      SELECT member_id, id, kind, channel, CASE says WHEN '' THEN 'back' ELSE says END, consent_on, consent_source
      FROM (
        SELECT c.member_id, c.id, c.kind, c.consent_on, c.consent_source, v.channel, v.says,
          v.says <> coalesce(nullif(before.said, 'back'), '') AS is_new,
          bool_or(v.says <> coalesce(nullif(before.said, 'back'), '')) OVER (PARTITION BY c.id) AS any_new,
          (last."on", last.source) IS DISTINCT FROM (c.consent_on, c.consent_source) AS is_known_otherwise
        FROM members_contactpoint c
        CROSS JOIN LATERAL (VALUES ('call', c.may_call), ('text', c.may_text), ('mail', c.may_mail)) AS v (channel, says)
        LEFT JOIN LATERAL (
          SELECT said FROM members_consent h WHERE h.point = c.id AND h.channel = v.channel
          ORDER BY written_at DESC LIMIT 1) AS before ON true
        LEFT JOIN LATERAL (
          SELECT "on", source FROM members_consent h WHERE h.point = c.id ORDER BY written_at DESC LIMIT 1) AS last ON true
        WHERE c.id = ANY(ids)
      ) AS answers
      WHERE is_new OR (NOT any_new AND says <> '' AND is_known_otherwise)
    $body$
"""
TRIGGERED = """
    CREATE FUNCTION %1$I.{name}() RETURNS trigger
    LANGUAGE plpgsql SET search_path = %1$I, pg_catalog AS $body$
    DECLARE
      ids uuid[] := array({ids});
    BEGIN
      IF ids <> '{{}}' THEN
        PERFORM members_note_consents(ids);
      END IF;
      RETURN NULL;
    END
    $body$
"""
SAYS = "(may_call, may_text, may_mail) <> ('', '', '')"
NEW = f"""
        SELECT id FROM after WHERE {SAYS}
        UNION
        SELECT a.id FROM after a JOIN members_consent h ON h.point = a.id"""  # noqa: S608 - fixed words
CHANGED = """
        SELECT a.id FROM before b JOIN after a USING (id)
        WHERE (a.may_call, a.may_text, a.may_mail, a.consent_on, a.consent_source)
          IS DISTINCT FROM (b.may_call, b.may_text, b.may_mail, b.consent_on, b.consent_source)"""
FUNCTIONS = {
    "members_consents_of_new_contact": ("INSERT", "NEW TABLE AS after", NEW),
    "members_consents_of_changed_contact": ("UPDATE", "OLD TABLE AS before NEW TABLE AS after", CHANGED),
}


def function(body: str, drop: str) -> migrations.RunSQL:
    return migrations.RunSQL(f"DO $do$ BEGIN EXECUTE format($make${body}$make$, current_schema()); END $do$", drop)


def trigger(name: str, event: str, tables: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER {event} ON members_contactpoint REFERENCING {tables}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
        f"DROP TRIGGER {name} ON members_contactpoint",
    )


class Migration(migrations.Migration):
    dependencies = [("members", "0026_consent")]

    operations = [
        function(NOTE, "DROP FUNCTION members_note_consents(uuid[])"),
        *(
            function(TRIGGERED.format(name=name, ids=ids), f"DROP FUNCTION {name}()")
            for name, (_event, _tables, ids) in FUNCTIONS.items()
        ),
        *(trigger(name, event, tables) for name, (event, tables, _ids) in FUNCTIONS.items()),
        migrations.RunSQL(
            f"SELECT members_note_consents(array(SELECT id FROM members_contactpoint WHERE {SAYS}))",  # noqa: S608
            migrations.RunSQL.noop,
        ),
    ]
