#!/usr/bin/env python3
"""Write the conversations of a transcript as other systems export them, for benchmarks.

usage: exports.py IN.jsonl OUT-DIRECTORY [SMALL-FILES]

Makes all.jsonl, vcon.jsonl, contact-lens.jsonl and table.csv, of the same messages; with SMALL-FILES also many.zip of
so many vCons, one a file, and one.zip of the same in one file.
"""
import csv, json, sys, zipfile

talks = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
out, small = sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 0
ROLES = {"customer": 0, "agent": 1, "bot": 2}
LENS = {"customer": "CUSTOMER", "agent": "AGENT", "bot": "SYSTEM"}


def said(talk):
    return [m for m in talk["messages"] if m["role"] in ROLES and m.get("text", "").strip()]


def at(message):
    return {"start": message["at"]} if "at" in message else {}


def vcon(talk):
    return {"vcon": "0.3.0", "uuid": talk["id"], "parties": [{"role": r, "uuid": r[0] + "-1"} for r in ROLES],
            "dialog": [{"type": "text", **at(m), "parties": [ROLES[m["role"]]], "mediatype": "text/plain", "body": m["text"]} for m in said(talk)]}


def lens(talk):
    return {"Channel": "CHAT", "JobStatus": "COMPLETED", "CustomerMetadata": {"ContactId": talk["id"]},
            "Participants": [{"ParticipantId": r, "ParticipantRole": LENS[r]} for r in ROLES],
            "Transcript": [{"Id": str(i), "Type": "MESSAGE", "ContentType": "text/plain", "ParticipantId": m["role"],
                            **({"AbsoluteTime": m["at"]} if "at" in m else {}), "Content": m["text"]} for i, m in enumerate(said(talk))]}


def ours(talk):
    return {"id": talk["id"], "channel": "chat", "messages": [
        {**({"at": m["at"]} if "at" in m else {}), "role": m["role"], "from": m["role"], "text": m["text"]} for m in said(talk)]}


def write(name, make):
    with open(out + "/" + name, "w", encoding="utf-8") as file:
        for talk in talks:
            file.write(json.dumps(make(talk), ensure_ascii=False, separators=(",", ":")) + "\n")


talks = [t for t in talks if said(t)]
write("all.jsonl", ours)
write("vcon.jsonl", vcon)
write("contact-lens.jsonl", lens)
with open(out + "/table.csv", "w", encoding="utf-8", newline="") as file:
    rows = csv.writer(file)
    rows.writerow(["Conversation ID", "Time", "Role", "Text"])
    for talk in talks:
        for m in said(talk):
            rows.writerow([talk["id"], m.get("at", ""), m["role"], m["text"]])
if small:
    lines = [json.dumps(vcon(t), ensure_ascii=False) for t in talks[:small]]
    with zipfile.ZipFile(out + "/many.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for i, line in enumerate(lines):
            archive.writestr("day/%05d.vcon.json" % i, line)
    with zipfile.ZipFile(out + "/one.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("day.vcon.jsonl", "\n".join(lines) + "\n")
