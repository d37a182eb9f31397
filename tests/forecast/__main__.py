"""`python -m tests.forecast [DAYS]`: the table of docs/forecast.md."""

import sys

from tests.forecast.judged import judge

if __name__ == "__main__":
    days = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    print("| ahead | forecasts | mean wait | error | naive error | ratio | bias | p95 | naive p95 | below our p90 |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for minutes, errors in sorted(judge(range(101, days + 101)).items()):
        print(errors.row(minutes))
