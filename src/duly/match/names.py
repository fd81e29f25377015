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
    """Write ``match_fold`` for raw_first, raw_middle, raw_last and raw_suffix of ``source``.

    See fold_written() for its columns; its key ``raw`` is the text itself.
    """
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE match_written AS
        SELECT DISTINCT raw, raw AS written
        FROM (SELECT unnest([raw_first, raw_middle, raw_last, raw_suffix]) AS raw FROM {source})
        WHERE raw IS NOT NULL
        """
    ).fetchall()
    fold_written(con)


def fold_written(con: duckdb.DuckDBPyConnection) -> None:
    """Write ``match_fold`` from ``match_written(raw, written)``, and drop the latter.

    Each different text is normalised once: ``text`` (NULL if nothing is left), ``tail`` (the
    suffix at its end), ``whole`` (the suffix that it is), ``bare`` (without the tail), and where
    ``bare`` ends in an initial, ``short`` (without it) and ``initial``. ``raw`` is whatever the
    rows refer to a text by. Folding in Python only what is not plain ASCII keeps NFKD exact.
    """
    rows = con.execute(
        "SELECT raw, written FROM match_written WHERE NOT regexp_full_match(written, '[ -~]*')"
    ).fetchall()
    con.execute(
        "CREATE OR REPLACE TEMP TABLE match_folded AS "
        "SELECT raw, written AS folded FROM match_written LIMIT 0"
    ).fetchall()
    if rows:
        con.execute(
            "INSERT INTO match_folded SELECT unnest($raw), unnest($folded)",
            {"raw": [raw for raw, _ in rows], "folded": [fold(text) for _, text in rows]},
        ).fetchall()
    con.execute(
        """
        CREATE OR REPLACE TEMP TABLE match_fold AS
        SELECT
            w.raw,
            duly_name_text(coalesce(f.folded, w.written)) AS text,
            duly_trailing_suffix(text) AS tail,
            duly_suffix_word(text) AS whole,
            CASE WHEN tail IS NULL THEN text ELSE regexp_replace(text, ' [^ ]+$', '') END AS bare,
            CASE WHEN regexp_full_match(bare, '.+ [^ ]')
                THEN regexp_replace(bare, ' [^ ]$', '') END AS short,
            CASE WHEN short IS NOT NULL THEN bare[-1] END AS initial
        FROM match_written AS w
        LEFT JOIN match_folded AS f USING (raw);
        DROP TABLE match_folded;
        DROP TABLE match_written;
        """
    ).fetchall()


def name_texts(source: str) -> str:
    """Give the SELECT that adds first_text, middle, last_text and suffix to the rows of ``source``.

    ``source`` has raw_first, raw_middle, raw_last and raw_suffix, each the key of a text in
    ``match_fold``; make that first. The texts have one space between tokens. A name that is
    blank after normalisation is NULL: it could be anybody's.
    """
    return f"""
    WITH split AS (
        SELECT
            s.* EXCLUDE (raw_first, raw_middle, raw_last, raw_suffix),
            f.bare AS n_first, f.short, f.initial,
            CASE WHEN m.whole IS NULL THEN m.bare END AS n_middle,
            l.bare AS last_text,
            -- What stands in the suffix's own field is one, known or not: it may tell two apart.
            coalesce(x.whole, x.text, l.tail, m.whole, m.tail, f.tail) AS suffix
        FROM {source} AS s
        LEFT JOIN match_fold AS f ON f.raw = s.raw_first
        LEFT JOIN match_fold AS m ON m.raw = s.raw_middle
        LEFT JOIN match_fold AS l ON l.raw = s.raw_last
        LEFT JOIN match_fold AS x ON x.raw = s.raw_suffix
    )
    SELECT
        * EXCLUDE (n_first, n_middle, short, initial, last_text, suffix),
        -- "JOHN A" in the first-name field is John with the initial A.
        CASE WHEN n_middle IS NULL THEN coalesce(short, n_first) ELSE n_first END AS first_text,
        replace(coalesce(n_middle, initial), ' ', '') AS middle,
        last_text,
        suffix
    FROM split
    """


def normalised_names(source: str) -> str:
    """Give the SELECT that adds NAME_COLUMNS to every row of ``source``; see name_texts()."""
    return f"""
    SELECT
        * EXCLUDE (first_text, middle, last_text, suffix),
        replace(first_text, ' ', '') AS first,
        middle,
        replace(last_text, ' ', '') AS last,
        suffix,
        string_split(first_text, ' ') AS first_tokens,
        string_split(last_text, ' ') AS last_tokens
    FROM ({name_texts(source)})
    """
