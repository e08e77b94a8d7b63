#!/usr/bin/env python3
"""Count what `meson test` ran: each check of a unit test, and each other test, is one.

usage: tally.py BUILD/meson-logs/testlog.json

Prints "N passed, N failed"; exit status 1 if one failed.
"""
import json, re, sys

passed = failed = 0
for line in open(sys.argv[1], encoding="utf-8", errors="replace"):
    test = json.loads(line)
    good = test["result"] in ("OK", "EXPECTEDFAIL")
    checks = re.search(r"Checks: (\d+), Failures: (\d+), Errors: (\d+)", test.get("stdout") or "")
    if checks:
        ran, bad = int(checks[1]), int(checks[2]) + int(checks[3])
        if not good and not bad:
            bad = 1
    else:
        ran, bad = 1, int(not good)
    passed, failed = passed + ran - bad, failed + bad
    if not good:
        print(f"{test['result']}: {test['name']}")
        print(test.get("stdout") or "", test.get("stderr") or "", sep="", end="")
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
