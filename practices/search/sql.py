"""The text of the index's statements, with slots in braces; `statement` and `index` fill them.

Slots take constants, conditions made of these, and names of parameters: never a value.
"""

from typing import Final

ANSWER: Final = """
WITH {tables}
SELECT
    {rows} AS ids,
    (SELECT coalesce(json_agg(json_build_array(missed, status, n)), '[]')::text FROM tallied),
    (
        SELECT coalesce(json_agg(json_build_array(
            value.facet, value.value, shown.n,
            CASE value.facet WHEN {tag}
                THEN (SELECT name FROM practices_tag WHERE slug = value.value) END
        )), '[]')::text
        FROM ({shown}) AS shown JOIN practices_cataloguevalue AS value ON value.id = shown.code
    ),
    ({total}) AS listed,
    {without_words} AS without_words
"""
# Asked only where nothing is found.
WITHOUT_WORDS: Final = """
CASE WHEN NOT EXISTS (SELECT 1 FROM hits WHERE missed = {fits}) THEN
    (SELECT count(*) FROM practices_catalogueentry AS entry {joins} WHERE {conditions})
END
"""

# The practices that fit or miss one filter; `missed` is its number.
HITS: Final = """
hits AS MATERIALIZED (
    SELECT entry.practice_id, entry.codes, entry.title_sort,
        {missed} AS missed, {status} AS status, {place} AS place
    FROM practices_catalogueentry AS entry {joins}
    WHERE {condition}
),
tallied AS (SELECT missed, status, count(*) AS n FROM hits GROUP BY missed, status),
counted AS ({counted})
"""
COUNTED: Final = """
SELECT code, count(*) AS n FROM (
    SELECT unnest(codes) AS code, missed FROM hits WHERE missed <> {status}
) AS each WHERE missed = {fits} OR missed = {facet_of_code} GROUP BY code
"""
# One filter and no words: without it nothing is filtered, so what is counted for it is known.
COUNTED_OR_KEPT: Final = """
SELECT code, n FROM ({counted}) AS others WHERE {facet_of_code} <> {facet}
UNION ALL {kept} AND facet = {facet}
"""
KEPT: Final = "SELECT id AS code, count AS n FROM practices_cataloguevalue WHERE count > 0"
TOTAL: Final = """
SELECT coalesce(sum(count), 0)::bigint AS n FROM practices_cataloguevalue WHERE facet = {facet}
"""

# Nothing is filtered: all is kept but where the practices stand in the reader's region.
EVERYTHING: Final = """
tallied AS ({tallied}), counted AS NOT MATERIALIZED ({counted})
"""
TALLIED: Final = "SELECT {fits} AS missed, NULL AS status, n FROM ({total}) AS total"
TALLIED_BY_STATUS: Final = """
WITH standing AS (
    SELECT transfer.status::text AS status, count(*) AS n
    FROM ({transfers}) AS transfer JOIN practices_catalogueentry AS entry USING (practice_id)
    WHERE transfer.region_id = %(region)s AND entry.origin_region_id IS DISTINCT FROM %(region)s
    GROUP BY 1
    UNION ALL
    SELECT '{origin}', count(*) FROM practices_catalogueentry WHERE origin_region_id = %(region)s
)
SELECT {fits} AS missed, status, n FROM standing
UNION ALL
SELECT {fits}, '{none}', ({total}) - (SELECT coalesce(sum(n), 0) FROM standing)
"""

STATUS_JOIN: Final = """
LEFT JOIN ({transfers}) AS transfer
    ON transfer.practice_id = entry.practice_id AND transfer.region_id = %(region)s
"""
STATUS: Final = """
CASE WHEN entry.origin_region_id = %(region)s THEN '{origin}'
    ELSE coalesce(transfer.status, '{none}') END
"""
TAKEN_JOIN: Final = """
LEFT JOIN (
    SELECT taken.practice_id, count(*) AS n
    FROM ({transfers}) AS taken JOIN practices_catalogueentry AS origin USING (practice_id)
    WHERE taken.status = ANY(%(taken_up)s)
        AND taken.region_id IS DISTINCT FROM origin.origin_region_id
    GROUP BY taken.practice_id
) AS taken ON taken.practice_id = entry.practice_id
"""
RANK: Final = """
coalesce(
    ts_rank(%(weights)s::float4[], entry.ranking, (SELECT catalogue_any_word(%(any_asked)s))), 0
)
"""

# In a SELECT, so that the planner does not know the words: for frequent ones it would read the
# whole table, not seeing that each row's vector then has to be fetched from beside it.
HAS_WORDS: Final = "entry.words @@ (SELECT catalogue_query(%(asked)s))"
# Keeps the index of the values out: beside words it would gather half the catalogue for a few rows.
LOOKED_AT: Final = "{condition} IS TRUE"
HAS_VALUE: Final = "entry.codes && %(codes{facet})s::int[]"
HAS_STATUS: Final = "{status} = ANY(%(statuses)s)"

ROWS: Final = """
ARRAY(
    SELECT entry.practice_id FROM {source} ORDER BY {order} LIMIT %(limit)s OFFSET %(offset)s
)
"""
# Of long lists the highest counts, and those of what is chosen. Conditions on ranges of codes:
# where the counts are kept, their key is an index.
SHORT: Final = "SELECT code, n FROM counted WHERE {condition}"
MOST: Final = """
(SELECT code, n FROM counted WHERE {condition} ORDER BY n DESC, code LIMIT %(most)s)
"""
CHOSEN: Final = "SELECT code, n FROM counted WHERE code = ANY(%(chosen)s::int[])"

# What the rows of a page show, in no order.
PAGE: Final = """
SELECT {columns}, {marks},
    (
        SELECT coalesce(
            json_agg(json_build_object('code', tag.slug, 'name', tag.name) ORDER BY tag.name), '[]'
        )::text
        FROM practices_tagging AS tagging JOIN practices_tag AS tag ON tag.id = tagging.tag_id
        WHERE tagging.practice_id = practice.id
    ),
    (
        SELECT coalesce(json_agg(json_build_array(region_id, status)), '[]')::text
        FROM ({transfers}) AS transfer WHERE transfer.practice_id = practice.id
    )
FROM practices_practice AS practice {read}
WHERE practice.id = ANY(%(ids)s::bigint[]) AND practice.id IN ({listed})
"""

# Where the words stand: title and short line in one column. How a text is read depends on its
# language: `READ` says it once per row. The index knows whether there is a word in them at all. The
# long text is read around the first place that looks like it, else whole; else who and where.
MARKS: Final = """
CASE WHEN ts_filter(entry.ranking, '{{a,b}}') @@ read.query
    THEN ts_headline(read.config, read.head, read.query, %(whole)s) ELSE read.head END,
CASE WHEN ts_filter(entry.ranking, '{{a,b}}') @@ (SELECT catalogue_query(%(asked)s)) THEN ''
    ELSE (
        SELECT CASE WHEN strpos(near, %(start)s) > 0 THEN near ELSE (
            SELECT CASE WHEN strpos(whole, %(start)s) > 0 THEN whole ELSE ts_headline(
                read.config,
                translate(concat_ws(', ', practice.organisation, practice.place), %(signs)s, ''),
                read.query, %(fragment)s
            ) END
            FROM (SELECT ts_headline(
                read.config, translate(body, %(signs)s, ''), read.query, %(fragment)s
            ) AS whole OFFSET 0) AS read_whole
        ) END
        FROM (
            SELECT body, ts_headline(
                read.config,
                translate(substr(body, greatest(place - {before}, 1), {length}), %(signs)s, ''),
                read.query, %(fragment)s
            ) AS near
            FROM (
                SELECT body, strpos(lower(body), %(beginning)s) AS place
                FROM (SELECT concat_ws(E'\\n\\n', {sections}) AS body) AS long_text
            ) AS placed OFFSET 0
        ) AS looked_at
    )
END
"""
READ: Final = """
JOIN practices_catalogueentry AS entry ON entry.practice_id = practice.id
CROSS JOIN LATERAL (
    SELECT {config} AS config, {query} AS query,
        translate(practice.title, %(signs)s, '') || %(between)s
            || translate(practice.summary, %(signs)s, '') AS head
    OFFSET 0
) AS read
"""

# One value instead of many rows: quicker to send and to read.
AS_JSON: Final = """
SELECT coalesce(json_agg(json_build_array(name_, row_)), '[]')::text FROM ({rows}) AS named
"""
# Values as they are asked for and as they are called now, with the codes of those that a listed
# practice has: [facet, value, code, value now, name of a tag].
KNOWN_VALUES: Final = """
SELECT 'known' AS name_,
    jsonb_build_array(value.facet, value.value, value.id, value.value, '') AS row_
FROM unnest(%(facets)s::int[], %(values)s::text[]) AS asked (facet, value)
JOIN practices_cataloguevalue AS value USING (facet, value)
WHERE value.count > 0 AND value.facet <> {tag}
"""
KNOWN_TAGS: Final = """
SELECT 'known' AS name_,
    jsonb_build_array({tag}, former.slug, value.id, now.slug, now.name) AS row_
FROM unnest(%(facets)s::int[], %(values)s::text[]) AS asked (facet, value)
JOIN practices_tag AS former ON former.slug = asked.value
LEFT JOIN practices_tag AS later ON later.id = former.merged_into_id
JOIN practices_tag AS now
    ON now.id = coalesce(later.merged_into_id, former.merged_into_id, former.id)
JOIN practices_cataloguevalue AS value
    ON value.facet = {tag} AND value.value = now.slug AND value.count > 0
WHERE asked.facet = {tag}
"""

# A list of objects, `Source`s as JSON; without a second version its words are empty.
KEEP: Final = """
WITH new AS (
    SELECT * FROM jsonb_to_recordset(%(sources)s::jsonb) AS new (
        practice_id bigint, codes int[], title_sort text, first_published_at timestamptz,
        origin_region_id bigint, marks text, one jsonb, two jsonb
    )
)
INSERT INTO practices_catalogueentry (
    practice_id, codes, title_sort, first_published_at, origin_region_id, ranking, words
)
SELECT practice_id, codes, title_sort, first_published_at, origin_region_id,
    ts_delete(
        setweight(to_tsvector(config1, one ->> 'title'), 'A')
        || setweight(to_tsvector(config2, two ->> 'title'), 'A')
        || setweight(to_tsvector(config1, one ->> 'summary'), 'B')
        || setweight(to_tsvector(config2, two ->> 'summary'), 'B')
        || setweight(to_tsvector(config1, one ->> 'about'), 'C')
        || setweight(marks::tsvector, 'A')
        || array_to_tsvector(ARRAY(
            SELECT lexeme FROM unnest(to_tsvector(config1, one ->> 'body'))
            WHERE cardinality(positions) > 1
            ORDER BY cardinality(positions) DESC, lexeme LIMIT %(repeated)s
        )),
        %(end)s
    ),
    ts_delete(
        to_tsvector('catalogue_simple', one ->> 'everything')
        || to_tsvector(config1, one ->> 'everything')
        || to_tsvector('catalogue_simple', two ->> 'everything')
        || to_tsvector(config2, two ->> 'everything')
        || marks::tsvector,
        %(end)s
    )
FROM new, LATERAL (
    SELECT (one ->> 'config')::regconfig, (two ->> 'config')::regconfig
) AS configs (config1, config2)
ON CONFLICT (practice_id) DO UPDATE SET
    codes = excluded.codes, title_sort = excluded.title_sort,
    first_published_at = excluded.first_published_at,
    origin_region_id = excluded.origin_region_id,
    ranking = excluded.ranking, words = excluded.words
"""
MOVE_COUNTS: Final = """
UPDATE practices_cataloguevalue AS kept SET count = kept.count + moved.by
FROM unnest(%s::int[], %s::int[]) AS moved (id, by)
WHERE kept.id = moved.id
"""
RECOUNT: Final = """
UPDATE practices_cataloguevalue AS kept SET count = coalesce(found.count, 0)
FROM practices_cataloguevalue AS each LEFT JOIN (
    SELECT code, count(*) FROM practices_catalogueentry, unnest(codes) AS code GROUP BY code
) AS found ON found.code = each.id
WHERE kept.id = each.id AND kept.count <> coalesce(found.count, 0)
"""
