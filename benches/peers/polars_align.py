"""One question to Polars about two tables, by place and year: the figures as CSV to stdout.

    polars_align.py LEFT RIGHT show|high|agree|compare PLACE PLACE
"""
import sys

import polars as pl

left, right, question, *places = sys.argv[1:]
left, right = pl.scan_csv(left), pl.scan_csv(right)
by, year, wealth, freedom = ["place", "year"], pl.col("year"), pl.col("wealth"), pl.col("freedom")
full = left.join(right, on=by, how="full", coalesce=True)
both = left.join(right, on=by)
if question == "show":
    asked = full.filter(year.is_between(1950, 1952)).select("place", "year", "wealth", "freedom")
elif question == "high":
    asked = both.filter((wealth > 995) & (freedom > 99)).select("place", "year", "wealth", "freedom")
elif question == "agree":
    rho = pl.corr("wealth", "freedom", method="spearman")
    asked = both.filter(year == 1950).select(pl.len(), rho)
else:
    of = [
        figure.filter(pl.col("place") == place).max().alias(f"{place} {figure.meta.output_name()}")
        for figure in (wealth, freedom)
        for place in places
    ]
    chosen = full.filter(pl.col("place").is_in(places) & year.is_between(1950, 1960))
    asked = chosen.group_by("year").agg(of)
sys.stdout.write(asked.collect(engine="streaming").write_csv(include_header=False))
