-- The figures of a ladder from nothing but what was said of people: no history, no standing, no sum is read here.
-- %(first)s and %(year)s are the last days of the quarter and of the year before, %(last)s the day of the count.
WITH person AS (
    SELECT id FROM members_member
    WHERE kind = 'person' AND status IN ('contact', 'member')
      AND archived_at IS NULL AND merged_into_id IS NULL AND erased_at IS NULL
), word AS (
    -- Of several words about one day the later made counts.
    SELECT DISTINCT ON (a.member_id, a."on")
        a.member_id, a."on", CASE WHEN a.place = 'level' THEN l.position::text ELSE a.place END AS place, a.is_baseline
    FROM ladders_assessment a
    JOIN ladders_ladder AS ladder ON ladder.id = a.ladder_id AND ladder.is_default
    LEFT JOIN ladders_level l ON l.id = a.level_id
    WHERE a.voided_at IS NULL AND (NOT a.waits_for_review OR a.confirmed_at IS NOT NULL)
    ORDER BY a.member_id, a."on", a.created_at DESC, a.id DESC
), day AS (
    SELECT unnest(%(days)s::date[]) AS at
), stood AS (
    -- Where each stood at the end of each day, and whether ever on a level up to then.
    SELECT day.at, person.id,
        coalesce((SELECT place FROM word WHERE member_id = person.id AND "on" <= day.at ORDER BY "on" DESC LIMIT 1), 'off') AS place,
        EXISTS (SELECT FROM word WHERE member_id = person.id AND "on" <= day.at AND place ~ '^\d+$') AS ever
    FROM day CROSS JOIN person
), moved AS (
    SELECT a.at AS first, a.place AS was, b.place AS now, a.ever,
        -- Whom the first list put on the ladder within the days counts as having stood there.
        CASE
            WHEN a.place ~ '^\d+$' THEN a.place::int
            WHEN a.place = 'off' AND NOT a.ever THEN (
                SELECT place::int FROM word
                WHERE member_id = a.id AND is_baseline AND place ~ '^\d+$' AND "on" > a.at AND "on" <= b.at
                ORDER BY "on" LIMIT 1
            )
        END AS start
    FROM stood a JOIN stood b USING (id)
    WHERE a.at IN (%(first)s, %(year)s) AND b.at = %(last)s
), kind AS (
    SELECT first, CASE
        WHEN now = was THEN 'stayed'
        WHEN now !~ '^\d+$' THEN now
        WHEN start IS NULL AND ever THEN 'came_back'
        WHEN start IS NULL THEN 'joined'
        WHEN now::int > start THEN 'up'
        WHEN now::int < start THEN 'down'
        ELSE 'stayed'
    END AS kind
    FROM moved
)
SELECT 'stood' AS figure, at::text AS day, place AS one, '' AS other, count(*) AS people FROM stood GROUP BY 1, 2, 3
UNION ALL
SELECT 'moved', first::text, was, now, count(*) FROM moved GROUP BY 2, 3, 4
UNION ALL
SELECT 'kind', first::text, kind, '', count(*) FROM kind GROUP BY 2, 3
UNION ALL
SELECT 'goal', g.due::text, l.position::text, CASE WHEN g.and_up THEN 'and up' ELSE 'only' END, g.wanted
FROM ladders_goal g JOIN ladders_level l ON l.id = g.level_id
WHERE g.put_away_at IS NULL AND g.whose = 'everyone'
UNION ALL
SELECT 'goal now', g.due::text, l.position::text, '', count(stood.id)
FROM ladders_goal g
JOIN ladders_ladder AS ladder ON ladder.id = g.ladder_id AND ladder.is_default
JOIN ladders_level l ON l.id = g.level_id
LEFT JOIN stood ON stood.at = %(last)s AND stood.place ~ '^\d+$'
    AND (stood.place::int = l.position OR (g.and_up AND stood.place::int > l.position))
WHERE g.put_away_at IS NULL AND g.whose = 'everyone'
GROUP BY g.id, g.due, l.position
ORDER BY 1, 2, 3, 4
