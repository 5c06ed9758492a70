"""The words by which members are found: kept by triggers, one call for each statement, whoever writes."""

from django.db import migrations

# As with the chain of audit: functions of the organization's own schema, with a fixed path.
# Written out where it is used: a function with a path of its own is called row by row, which made imports slow.
OF_CONTACT = """LATERAL (
          SELECT '#' || reverse(translate(split_part(c.normal, ';', 1), '+', '')) AS word WHERE c.kind = 'phone'
          UNION ALL
          SELECT substr(c.normal, i) FROM generate_series(1, strpos(c.normal, '@')) AS i
          WHERE c.kind = 'email'
            AND (i = 1 OR substr(c.normal, i, 1) = '@' OR strpos('._+-', substr(c.normal, i - 1, 1)) > 0)
        ) AS w"""
# Anew for a few members: when one of two equal words goes, the other stays.
REWRITE = f"""
    CREATE FUNCTION %1$I.members_rewrite_words(ids uuid[]) RETURNS void
    LANGUAGE sql SET search_path = %1$I, pg_catalog AS $body$
      DELETE FROM members_memberword WHERE member_id = ANY(ids);
      INSERT INTO members_memberword (member_id, word)
      SELECT m.id, w FROM members_member m, string_to_table(m.folded, ' ') AS w WHERE m.id = ANY(ids) AND w <> ''
      UNION
      SELECT c.member_id, w.word FROM members_contactpoint c JOIN members_member m ON m.id = c.member_id,
        {OF_CONTACT} WHERE c.member_id = ANY(ids) AND c.kind IN ('phone', 'email')
    $body$
"""  # noqa: S608 - fixed words
TRIGGERED = """
    CREATE FUNCTION %1$I.{name}() RETURNS trigger
    LANGUAGE plpgsql SET search_path = %1$I, pg_catalog AS $body$
    BEGIN
      {body};
      RETURN NULL;
    END
    $body$
"""
NEW_MEMBERS = """INSERT INTO members_memberword (member_id, word)
      SELECT DISTINCT m.id, w FROM after m, string_to_table(m.folded, ' ') AS w WHERE w <> ''
      ON CONFLICT DO NOTHING"""
CHANGED_MEMBERS = """IF EXISTS (SELECT FROM before b JOIN after a USING (id) WHERE a.folded <> b.folded) THEN
        PERFORM members_rewrite_words(array(
          SELECT a.id FROM before b JOIN after a USING (id) WHERE a.folded <> b.folded));
      END IF"""
GONE_MEMBERS = "DELETE FROM members_memberword w USING before b WHERE w.member_id = b.id"
NEW_CONTACTS = f"""INSERT INTO members_memberword (member_id, word)
      SELECT DISTINCT c.member_id, w.word FROM after c,
        {OF_CONTACT}
      WHERE c.kind IN ('phone', 'email')
      ON CONFLICT DO NOTHING"""  # noqa: S608 - fixed words
CHANGED_CONTACTS = """IF EXISTS (SELECT FROM before b JOIN after a USING (id)
          WHERE (a.member_id, a.kind, a.normal) <> (b.member_id, b.kind, b.normal)) THEN
        PERFORM members_rewrite_words(array(
          SELECT unnest(array[a.member_id, b.member_id]) FROM before b JOIN after a USING (id)
          WHERE (a.member_id, a.kind, a.normal) <> (b.member_id, b.kind, b.normal)));
      END IF"""
GONE_CONTACTS = "PERFORM members_rewrite_words(array(SELECT member_id FROM before))"
FUNCTIONS = {
    "members_words_of_new": ("members_member", "INSERT", NEW_MEMBERS),
    "members_words_of_changed": ("members_member", "UPDATE", CHANGED_MEMBERS),
    "members_words_of_gone": ("members_member", "DELETE", GONE_MEMBERS),
    "members_words_of_new_contact": ("members_contactpoint", "INSERT", NEW_CONTACTS),
    "members_words_of_changed_contact": ("members_contactpoint", "UPDATE", CHANGED_CONTACTS),
    "members_words_of_gone_contact": ("members_contactpoint", "DELETE", GONE_CONTACTS),
}
TABLES = {"INSERT": "NEW TABLE AS after", "DELETE": "OLD TABLE AS before"}
TABLES["UPDATE"] = f"{TABLES['DELETE']} {TABLES['INSERT']}"


def function(body: str, drop: str) -> migrations.RunSQL:
    return migrations.RunSQL(f"DO $do$ BEGIN EXECUTE format($make${body}$make$, current_schema()); END $do$", drop)


def trigger(name: str, table: str, event: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {TABLES[event]}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("members", "0008_member_word")]

    operations = [
        function(REWRITE, "DROP FUNCTION members_rewrite_words(uuid[])"),
        *(
            function(TRIGGERED.format(name=name, body=body), f"DROP FUNCTION {name}()")
            for name, (_table, _event, body) in FUNCTIONS.items()
        ),
        *(trigger(name, table, event) for name, (table, event, _body) in FUNCTIONS.items()),
        migrations.RunSQL("SELECT members_rewrite_words(array(SELECT id FROM members_member))", migrations.RunSQL.noop),
    ]
