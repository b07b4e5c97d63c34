"""One question to Polars: the figures as CSV to stdout.

    polars_query.py FILE compare|tabulate|trend CITY...
"""
import sys

import polars as pl

file, verb, *cities = sys.argv[1:]
table = pl.scan_parquet(file) if file.endswith(".parquet") else pl.scan_csv(file)
chosen = table.filter(pl.col("city").is_in(cities))
mean = [pl.col("score").filter(pl.col("city") == city).mean().alias(city) for city in cities]
if verb == "compare":
    asked = chosen.filter(pl.col("year") == 2010).group_by("index").agg(mean).sort("index")
elif verb == "tabulate":
    asked = table.group_by("index").agg(count=pl.len()).sort("index")
    asked = asked.with_columns(share=100 * pl.col("count") / pl.col("count").sum())
else:
    asked = chosen.group_by("year").agg(mean).sort("year")
sys.stdout.write(asked.collect(engine="streaming").write_csv(include_header=False))
