#!/usr/bin/env python3
"""Audit the labelled conversations and compare the findings with their labels.

usage: eval.py [--floor F1] RAPPORT

Prints precision, recall and F1 of each family and language. Each is a test, passed at the floor or above: that of
the families with many labels, or a lower one for those with so few that one label is a tenth. Exit status 1 if one fails.
"""
import argparse, json, os, subprocess, sys, tempfile

CORPUS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "corpus")
CORE = ("transfers", "quotes", "phrasing", "gratitude")
OTHERS = ("empathy", "recovery", "listening", "timing", "closing", "personal", "guidance")


def score(rapport, language, directory):
    labelled = os.path.join(CORPUS, language, "transcripts.jsonl")
    findings = os.path.join(directory, language + ".jsonl")
    subprocess.run([rapport, "audit", "-q", "-f", "jsonl", "-o", findings, "--config",
                    os.path.join(CORPUS, language, "config.json"), labelled], check=True)
    command = [sys.executable, os.path.join(CORPUS, "score.py"), "--json", labelled, findings]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--floor", type=float, default=0.85)
    options.add_argument("--low-floor", type=float, default=0.65)
    options.add_argument("rapport")
    options = options.parse_args()
    passed = failed = 0
    print(f"{'':16}{'prec':>7}{'recall':>7}{'F1':>7}")
    with tempfile.TemporaryDirectory() as directory:
        for language in sorted(os.listdir(CORPUS)):
            if not os.path.isdir(os.path.join(CORPUS, language)):
                continue
            scores = score(options.rapport, language, directory)
            for family in CORE + OTHERS:
                row = scores[family]
                floor = options.floor if family in CORE else options.low_floor
                good = row["f1"] >= floor
                passed, failed = passed + good, failed + (not good)
                print(f"{language} {family:13}{row['precision']:7.3f}{row['recall']:7.3f}{row['f1']:7.3f}"
                      f"{'' if good else f'  below {floor:.2f}'}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
