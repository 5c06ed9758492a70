"""What people agree to is written down by triggers, answer after answer, whoever writes the contact."""

from importlib import import_module

from django.db import migrations

# Its name begins with a number, so that it cannot be imported by a statement.
words = import_module("members.migrations.0009_words_kept_by_triggers")

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
    name: ("members_contactpoint", event, f"PERFORM members_note_consents(array({ids}))")
    for name, event, ids in (
        ("members_consents_of_new_contact", "INSERT", NEW),
        ("members_consents_of_changed_contact", "UPDATE", CHANGED),
    )
}


class Migration(migrations.Migration):
    dependencies = [("members", "0026_consent")]

    operations = [
        words.function(NOTE, "DROP FUNCTION members_note_consents(uuid[])"),
        *(
            words.function(words.TRIGGERED.format(name=name, body=body), f"DROP FUNCTION {name}()")
            for name, (_table, _event, body) in FUNCTIONS.items()
        ),
        *(words.trigger(name, table, event) for name, (table, event, _body) in FUNCTIONS.items()),
        migrations.RunSQL(
            f"SELECT members_note_consents(array(SELECT id FROM members_contactpoint WHERE {SAYS}))",  # noqa: S608
            migrations.RunSQL.noop,
        ),
    ]
