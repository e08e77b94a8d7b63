#!/usr/bin/env python3
"""Shorten transcripts to what a person can compare with an export by eye.

usage: rapport convert EXPORT | shape.py

A line "= ID CHANNEL" for each conversation, then a line for each message: time, role, speaker, and the text or "*event".
The place of the export, which is part of ids that were made up, is left out.
"""
import json, re, sys

for line in sys.stdin:
    talk = json.loads(line)
    print("=", re.sub(r"^.*[!/](?=[^/]*#)", "", talk["id"]), talk.get("channel", "-"), talk.get("customer", {}).get("name", "-"))
    for said in talk["messages"]:
        who = said.get("name") or said.get("from") or said.get("who") or "-"
        what = said.get("text")
        if "event" in said:
            what = "*" + said["event"] + ("" if "to" not in said else " to " + said["to"])
        print(said.get("at", "-"), said["role"], who, "-" if what is None else what.replace("\n", "\\n"), sep="|")
