"""Names as they are compared: case, accents, punctuation and suffixes out of the way.

``MÜLLER-Ortíz, Jr.`` becomes last name ``MULLERORTIZ`` with the tokens MULLER and ORTIZ and
the suffix JR. The last name is kept whole for equality and in tokens for double surnames.
"""

import unicodedata

import duckdb

# Letters that Unicode does not take apart into a letter and an accent.
_WHOLE_LETTERS = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
        "þ": "th", "Þ": "TH", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ı": "i", "ħ": "h",
        "Ħ": "H",
    }
)  # fmt: skip

# The columns that normalised_names() adds to those of its source.
NAME_COLUMNS = ("first", "middle", "last", "suffix", "first_tokens", "last_tokens")


# Written for an apostrophe, which vanishes: O'BRIEN and OBRIEN are one name.
_APOSTROPHES = frozenset("’‘ʼ´′ʻ")


def fold(text: str) -> str:
    """Give ``text`` in capitals without accents, by compatibility decomposition (NFKD).

    Punctuation beyond ASCII becomes a space, as SQL does with the rest.
    """
    plain = "".join(c for c in text.translate(_WHOLE_LETTERS) if c not in _APOSTROPHES)
    parts = unicodedata.normalize("NFKD", plain)
    kept = (c for c in parts if not unicodedata.combining(c))
    return "".join(c if c.isascii() or c.isalnum() else " " for c in kept).upper()


def create_fold_table(con: duckdb.DuckDBPyConnection, source: str) -> None:
    """Write ``match_fold(raw, folded)`` for the names in ``source`` that are not plain ASCII.

    Folding in Python only what needs it keeps NFKD exact and ten million names in SQL.
    """
    rows = con.execute(
        f"""
        SELECT DISTINCT raw
        FROM (SELECT unnest([raw_first, raw_middle, raw_last, raw_suffix]) AS raw FROM {source})
        WHERE raw IS NOT NULL AND NOT regexp_full_match(raw, '[ -~]*')
        """
    ).fetchall()
    con.execute("CREATE OR REPLACE TEMP TABLE match_fold(raw VARCHAR, folded VARCHAR)")
    if rows:
        raw = [row[0] for row in rows]
        con.execute(
            "INSERT INTO match_fold SELECT unnest($raw), unnest($folded)",
            {"raw": raw, "folded": [fold(text) for text in raw]},
        ).fetchall()


def normalised_names(source: str) -> str:
    """Give the SELECT that adds the normalised columns to every row of ``source``.

    ``source`` has raw_first, raw_middle, raw_last and raw_suffix; call create_fold_table()
    with it first. A name that is blank after normalisation is NULL: it could be anybody's.
    """
    return f"""
    WITH text AS (
        SELECT
            s.* EXCLUDE (raw_first, raw_middle, raw_last, raw_suffix),
            duly_name_text(coalesce(f.folded, s.raw_first)) AS t_first,
            duly_name_text(coalesce(m.folded, s.raw_middle)) AS t_middle,
            duly_name_text(coalesce(l.folded, s.raw_last)) AS t_last,
            duly_name_text(coalesce(x.folded, s.raw_suffix)) AS t_suffix
        FROM {source} AS s
        LEFT JOIN match_fold AS f ON f.raw = s.raw_first
        LEFT JOIN match_fold AS m ON m.raw = s.raw_middle
        LEFT JOIN match_fold AS l ON l.raw = s.raw_last
        LEFT JOIN match_fold AS x ON x.raw = s.raw_suffix
    ),
    tails AS (
        SELECT
            *,
            duly_trailing_suffix(t_first) AS first_tail,
            duly_trailing_suffix(t_middle) AS middle_tail,
            duly_suffix_word(t_middle) AS middle_whole,
            duly_trailing_suffix(t_last) AS last_tail
        FROM text
    ),
    split AS (
        SELECT
            * EXCLUDE (t_first, t_middle, t_last, t_suffix,
                first_tail, middle_tail, middle_whole, last_tail),
            CASE WHEN first_tail IS NULL THEN t_first
                ELSE regexp_replace(t_first, ' [^ ]+$', '') END AS n_first,
            CASE WHEN middle_whole IS NOT NULL THEN NULL
                WHEN middle_tail IS NULL THEN t_middle
                ELSE regexp_replace(t_middle, ' [^ ]+$', '') END AS n_middle,
            CASE WHEN last_tail IS NULL THEN t_last
                ELSE regexp_replace(t_last, ' [^ ]+$', '') END AS n_last,
            coalesce(duly_suffix_word(t_suffix), last_tail, middle_whole, middle_tail,
                first_tail) AS suffix
        FROM tails
    ),
    moved AS (
        -- "JOHN A" in the first-name field is John with the initial A.
        SELECT
            * EXCLUDE (n_first, n_middle),
            CASE WHEN n_middle IS NULL AND regexp_full_match(n_first, '.+ [^ ]')
                THEN regexp_replace(n_first, ' [^ ]$', '') ELSE n_first END AS m_first,
            CASE WHEN n_middle IS NULL AND regexp_full_match(n_first, '.+ [^ ]')
                THEN n_first[-1] ELSE n_middle END AS m_middle
        FROM split
    )
    SELECT
        * EXCLUDE (m_first, m_middle, n_last, suffix),
        replace(m_first, ' ', '') AS first,
        replace(m_middle, ' ', '') AS middle,
        replace(n_last, ' ', '') AS last,
        suffix,
        string_split(m_first, ' ') AS first_tokens,
        string_split(n_last, ' ') AS last_tokens
    FROM moved
    """
