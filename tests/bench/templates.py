#!/usr/bin/env python3
"""Writes replies as a company keeps them, one a Markdown file, from what the agents of the labelled conversations say.

usage: templates.py DIRECTORY [COUNT [LANGUAGE...]]     (default: 10000, en)
"""
import json
import pathlib
import sys

KINDS = ["greeting", "hold", "transfer", "refusal", "closing"]


def said_by_agents(language):
    log = pathlib.Path(__file__).parent.parent / "corpus" / language / "transcripts.jsonl"
    for line in log.open(encoding="utf-8"):
        for message in json.loads(line)["messages"]:
            if message["role"] == "agent" and message.get("text"):
                yield message["text"]


def write(directory, number, language, texts):
    """Three sentences a reply, another mix each time, with a placeholder."""
    body = " ".join(texts[(number * step + step) % len(texts)] for step in (1, 7, 11))
    folder = directory / language / f"{number // 500:03}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"reply-{number:05}.md").write_text(
        f"---\nkind: {KINDS[number % len(KINDS)]}\nlang: {language}\n---\n{{{{customer.name}}}}, {body}\n", encoding="utf-8")


def main():
    directory = pathlib.Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10000
    languages = sys.argv[3:] or ["en"]
    texts = {language: list(said_by_agents(language)) for language in languages}
    for number in range(count):
        language = languages[number % len(languages)]
        write(directory, number, language, texts[language])


main()
