#!/usr/bin/env python3
"""Holds what `rapport convert` made of a file against expected.tsv.

usage: check.py FILE.jsonl NAME     the conversations of tests/formats/NAME
"""
import json
import pathlib
import sys

LETTERS = {"customer": "c", "agent": "a", "bot": "b", "transfer": "t", "joined": "j", "left": "l", "closed": "x"}


def told(conversation):
    messages = conversation["messages"]
    letters = "".join(LETTERS[m.get("event") or m["role"]] for m in messages)
    return (conversation.get("channel", "-"), letters, messages[0].get("at", "-"), messages[-1].get("at", "-"))


def expected(name):
    for line in (pathlib.Path(__file__).parent / "expected.tsv").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] == name:
            return [cells[i:i + 5] for i in range(2, len(cells), 5)]
    sys.exit(f"{name} is not in expected.tsv")


def main():
    conversations = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    wanted = expected(sys.argv[2])
    assert len(conversations) == len(wanted), (sys.argv[2], len(conversations))
    for conversation, (name, *rest) in zip(conversations, wanted):
        assert name == "-" or conversation["id"].endswith(name), (sys.argv[2], conversation["id"])
        assert name != "-" or sys.argv[2] in conversation["id"], (sys.argv[2], conversation["id"])
        assert told(conversation) == tuple(rest), (sys.argv[2], told(conversation), rest)


main()
