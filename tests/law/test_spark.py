"""The same statement on Spark SQL: ``make test-spark`` (needs Java and pyspark).

Executed and not compared as text: what an engine does with a regular expression, an escape in
a string or the precedence of an operator is only known when it has run.
"""

from random import Random

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.law import forms
from duly.law.fact import Absence, Kind
from duly.law.index import PROVISIONS
from duly.law.node import Matches, OneOf

from . import strategies as s
from .agreement import answers_of_rows, answers_one_by_one, differences, plan_of, sql, table

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .appName("duly")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def disagreements(spark, folder, provision, cases) -> list[str]:
    plan = plan_of(provision)
    pq.write_table(table(provision, cases), folder / "cases.parquet")
    spark.read.parquet(str(folder / "cases.parquet")).createOrReplaceTempView("cases")
    rows = [row.asDict() for row in spark.sql(sql(plan, "spark")).collect()]
    return differences(plan, cases, answers_one_by_one(plan, cases), answers_of_rows(plan, rows))


@pytest.mark.parametrize("provision", PROVISIONS, ids=lambda provision: provision.cite)
def test_every_provision_is_decided_alike_on_spark(spark, tmp_path, provision):
    cases = s.Rows(provision, 11).make(5000)
    assert disagreements(spark, tmp_path, provision, cases)[:1] == []


@s.thorough(max_examples=25)
@given(
    conditions=st.lists(s.nodes, min_size=20, max_size=40),
    seed=st.integers(0, 2**32),
    odd=st.lists(s.texts, max_size=8),
)
def test_random_conditions_are_decided_alike_on_spark(
    spark, tmp_path_factory, conditions, seed, odd
):
    provision = s.as_provision(conditions)
    cases = s.Rows(provision, seed, odd).make(300)
    assert disagreements(spark, tmp_path_factory.mktemp("spark"), provision, cases)[:1] == []


@pytest.mark.parametrize("form", [forms.NAME, forms.PERIODS, forms.SUBSTANCE, forms.THREE_WORDS])
def test_long_texts_do_not_exhaust_spark(spark, tmp_path, form):
    fact = s.FACTS[Kind.TEXT, Absence.NONE]
    provision = s.as_provision([Matches(fact, form, "a form"), OneOf(fact, "\\", "'", "\n")])
    long = ["ab " * 20_000, "a" * 60_000, "." * 60_000 + "a", "2022, " * 10_000, "\\", "'", "\n"]
    pick = Random(3)  # noqa: S311 - tests
    cases = [{fact.name: text} for text in (*long, *(s.sample(form, pick) for _ in range(50)))]
    assert disagreements(spark, tmp_path, provision, cases)[:1] == []
