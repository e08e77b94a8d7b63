# rapport scorecard, audit --store, runs, prune; each output read by a program that is not ours.
load common

python() {
    /usr/bin/python3 "$@"
}

logs() {
    cat "$CORPUS"/*/transcripts.jsonl
}

@test "the numbers of text, CSV, XLSX, JSON, Markdown, HTML and the store agree" {
    logs > log.jsonl
    for format in text csv xlsx json markdown html; do
        rapport scorecard -f "$format" -o "out.$format" log.jsonl
    done
    rapport audit -q --store s.db log.jsonl
    sqlite3 -csv s.db "SELECT ifnull(agent,''), sum(passed), sum(failed), sum(unchecked) FROM agent_scores GROUP BY agent" > out.sql
    python - <<'END'
import csv, html.parser, json, openpyxl
rows = {r["agent"] or "": r for r in json.load(open("out.json"))["rows"]}
assert len(rows) > 20
counts = {k: (r["passed"], r["failed"], r["unchecked"]) for k, r in rows.items()}
assert counts == {k: tuple(map(int, v)) for k, *v in csv.reader(open("out.sql"))}

def named(key):
    return key or "(nobody named)"
def shown(r):
    return [f"{100 * r[k]:.1f}" if r[k] is not None else "" for k in ("score", "low", "high")] + [str(r[k]) for k in ("passed", "failed", "unchecked", "conversations")]
wanted = [[f"{r['name']} ({k})" if "name" in r else named(k)] + shown(r) for k, r in rows.items()]
assert any("name" in r for r in rows.values())
assert open("out.csv", "rb").read(3) == b"\xef\xbb\xbf"
table = list(csv.reader(open("out.csv", encoding="utf-8-sig")))
assert table[0][0] == "agent" and table[1:] == wanted, (table[1], wanted[0])
sheet = openpyxl.load_workbook("out.xlsx").active
book = [[c.value for c in row] for row in sheet.iter_rows(min_row=2)]
assert all(type(row[4]) is int for row in book) and sheet.freeze_panes == "B2" and len(sheet._charts) == 1
assert [[row[0]] + [f"{100 * v:.1f}" if v is not None else "" for v in row[1:4]] + [str(v) for v in row[4:8]] for row in book] == wanted

class Cells(html.parser.HTMLParser):
    rows, cell = [], None
    def handle_starttag(self, tag, attrs):
        if tag == "tr": self.rows.append([])
        if tag in ("td", "th"): self.cell = ""
    def handle_data(self, data):
        if self.cell is not None: self.cell += data
    def handle_endtag(self, tag):
        if tag in ("td", "th"): self.rows[-1].append(self.cell.strip()); self.cell = None
page = Cells(); page.feed(open("out.html", encoding="utf-8").read())
assert page.rows[1:] == wanted, (page.rows[1], wanted[0])
marked = [[c.strip().replace("\\", "").strip("\u2068\u2069") for c in line.split("|")[1:-1]] for line in open("out.markdown", encoding="utf-8")]
assert marked[2:] == wanted
plain = [line.split()[-7:] for line in open("out.text", encoding="utf-8")][1:]
assert plain == [[c if c else "-" for c in w[1:]] for w in wanted]
END
}

@test "names of agents are nothing but names: no formula, no markup, no control character" {
    python - <<'END'
import json
names = ["=1+1", "+cmd|'/c calc'!A0", "-2", "@SUM(A1)", "<script>alert(1)</script>", "\u202eevil", "a\u001b[31mred", "a|b", "\"q\"", "&amp;"]
with open("log.jsonl", "w") as log:
    for i, name in enumerate(names):
        log.write(json.dumps({"id": str(i), "messages": [{"role": "customer", "text": "hello"},
                  {"role": "agent", "from": name, "text": "Calm down, that is not my problem."}]}) + "\n")
END
    for format in text csv xlsx json markdown html; do
        rapport scorecard -f "$format" -o "out.$format" log.jsonl
    done
    python - <<'END'
import csv, json, openpyxl, re
for row in list(csv.reader(open("out.csv", encoding="utf-8-sig")))[1:]:
    assert row[0][0] not in "=+-@", row
for row in openpyxl.load_workbook("out.xlsx").active.iter_rows(min_row=2):
    assert row[0].data_type == "s", row[0].value
page = open("out.html", encoding="utf-8").read()
assert "<script" not in page and "&lt;script&gt;" in page
for name in ("out.text", "out.csv", "out.html", "out.markdown"):
    text = open(name, encoding="utf-8").read()
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e]", text), name
assert len(json.load(open("out.json"))["rows"]) == 10
END
}

@test "right to left: Hebrew and Persian sheets and pages begin on the right" {
    logs > log.jsonl
    for ui in he fa en; do
        rapport scorecard --ui "$ui" -f xlsx -o "$ui.xlsx" log.jsonl
        rapport scorecard --ui "$ui" -f html -o "$ui.html" log.jsonl
    done
    python - <<'END'
import openpyxl
for ui, rtl in (("he", True), ("fa", True), ("en", False)):
    assert bool(openpyxl.load_workbook(ui + ".xlsx").active.sheet_view.rightToLeft) == rtl
    assert f'<html lang="{ui}" dir="{"rtl" if rtl else "ltr"}">' in open(ui + ".html", encoding="utf-8").read()
assert "۱۰۰٫۰" in open("fa.html", encoding="utf-8").read()
END
}

@test "the same scores are the same bytes" {
    logs > log.jsonl
    for format in text csv xlsx json markdown html; do
        rapport scorecard -f "$format" -o a log.jsonl
        rapport scorecard -f "$format" -o b log.jsonl
        cmp a b
    done
}

@test "--store: audited again a conversation has one set of results" {
    logs > log.jsonl
    rapport audit -q --store s.db log.jsonl
    sqlite3 s.db "SELECT * FROM findings ORDER BY id, conversation; SELECT * FROM verdicts ORDER BY conversation, rule" > once
    rapport audit -q --store s.db log.jsonl
    sqlite3 s.db "SELECT * FROM findings ORDER BY id, conversation; SELECT * FROM verdicts ORDER BY conversation, rule" > twice
    cmp once twice
    [ "$(sqlite3 s.db 'SELECT count(*) FROM findings')" -eq "$(findings log.jsonl | wc -l)" ]
    [ "$(rapport runs --store s.db | wc -l)" -eq 2 ]
    [ "$(sqlite3 s.db 'PRAGMA integrity_check')" = ok ]
    [ "$(sqlite3 s.db 'PRAGMA foreign_key_check' | wc -l)" -eq 0 ]
}

@test "--store: what is told, and that a report is written where one is asked for" {
    logs > log.jsonl
    fails 0 rapport audit --store s.db log.jsonl
    [ -z "$output" ]
    contains "$stderr" "findings"
    rapport audit -q --store s.db -f jsonl --verdicts v.jsonl log.jsonl > with-store
    rapport audit -q -f jsonl --verdicts w.jsonl log.jsonl > without
    cmp with-store without
    cmp v.jsonl w.jsonl
    rapport audit -q --store s.db -f sarif log.jsonl > with.sarif
    rapport audit -q -f sarif log.jsonl | cmp - with.sarif
    fails 2 rapport audit --store s.db -f text log.jsonl
    fails 2 rapport audit --store nowhere/s.db log.jsonl
    echo 'no database, but a text that is long enough to look at' > text.db
    fails 2 rapport audit --store text.db log.jsonl
    sqlite3 other.db 'CREATE TABLE mine(x)'
    fails 2 rapport audit --store other.db log.jsonl
    contains "$stderr" "no store of rapport"
    sqlite3 s.db 'PRAGMA user_version=99'
    fails 2 rapport runs --store s.db
    contains "$stderr" "version 99"
}

@test "--store: a run that is killed leaves the store as it was" {
    logs > log.jsonl
    python - <<'END'
lines = open("log.jsonl", encoding="utf-8").read().splitlines()
with open("big.jsonl", "w", encoding="utf-8") as big:
    for i in range(20):
        for line in lines:
            big.write(line.replace('"id":"', f'"id":"{i}-', 1).replace('"id": "', f'"id": "{i}-', 1) + "\n")
END
    rapport audit -q --store s.db log.jsonl
    sqlite3 s.db .dump > before
    rapport audit -q --store whole.db log.jsonl
    rapport audit -q --store whole.db big.jsonl
    for wait in 0.02 0.1 0.2 0.3 0.4 0.5 0.6 0.8; do
        "$RAPPORT" audit -q --store s.db big.jsonl & sleep "$wait"
        kill -9 $! 2> /dev/null || true
        wait $! 2> /dev/null || true
        [ "$(sqlite3 s.db 'PRAGMA integrity_check')" = ok ]
        [ "$(sqlite3 s.db 'SELECT count(*) FROM run')" -gt 1 ] || sqlite3 s.db .dump | cmp - before
    done
    rapport audit -q --store s.db big.jsonl
    for store in s whole; do
        sqlite3 $store.db "SELECT * FROM findings ORDER BY id, conversation; SELECT * FROM verdicts ORDER BY conversation, rule" > $store.sql
    done
    cmp s.sql whole.sql
}

@test "--period: the days asked for, and the change against those before" {
    python - <<'END'
import json
with open("log.jsonl", "w") as log:
    for day, text in ((1, "Hello, thank you for waiting."), (2, "Calm down, that is not my problem."), (3, "Happy to help, one moment please.")):
        at = f"2026-03-0{day}T09:00:00Z"
        log.write(json.dumps({"id": str(day), "messages": [{"role": "customer", "at": at, "text": "hello"}, {"role": "agent", "from": "ann", "at": at, "text": text}]}) + "\n")
END
    rapport audit -q --store s.db log.jsonl
    rapport scorecard --store s.db --period 1 -f json > out.json
    python -c '
import json
d = json.load(open("out.json"))
assert d["from"] == d["to"] == "2026-03-03" and len(d["rows"]) == 1 and d["rows"][0]["change"] > 0, d'
    [ "$(rapport scorecard --store s.db --by day -f csv | wc -l)" -eq 4 ]
    [ "$(rapport scorecard --store s.db --from 2026-03-02 --to 2026-03-02 --by day -f csv | wc -l)" -eq 2 ]
    [ "$(rapport prune --store s.db --keep 2d)" = "1 conversations removed" ]
    [ "$(rapport scorecard --store s.db --by day -f csv | wc -l)" -eq 3 ]
    fails 2 rapport scorecard --store s.db --from yesterday
    fails 2 rapport scorecard
    fails 2 rapport prune --store s.db
}

@test "--scorecard: the sample, and a bad one" {
    logs > log.jsonl
    rapport scorecard --scorecard "$SOURCE/samples/scorecard.json" log.jsonl > with
    rapport scorecard log.jsonl > without
    contains "$(cat with)" "Port Almond 1"
    fails 1 cmp with without
    echo '{"wieghts":{}}' > bad.json
    fails 2 rapport scorecard --scorecard bad.json log.jsonl
    contains "$stderr" 'did you mean "weights"'
}

@test "samples/nightly: what it writes, night after night" {
    mkdir drop
    cp "$SOURCE"/samples/*.tar.zst drop
    for night in 1 2; do
        RAPPORT=$RAPPORT LANGUAGE_OF_PAGES=he "$SOURCE/samples/nightly/nightly" drop out 2> /dev/null
    done
    [ "$(sqlite3 out/store.db 'SELECT count(*) FROM conversation')" -eq 39 ]
    [ "$(rapport runs --store out/store.db | wc -l)" -eq 2 ]
    for by in agent queue rule week; do
        grep -q 'dir="rtl"' "out/$by.html"
        [ -s "out/$by.xlsx" ]
    done
    [ -s out/week.txt ]
    printf 'broken' > drop/broken.jsonl
    fails 3 env RAPPORT="$RAPPORT" "$SOURCE/samples/nightly/nightly" drop out
    contains "$stderr" "broken.jsonl"
    [ -s out/agent.html ]
}

@test "scores made of sums are those made of verdicts" {
    cat "$CORPUS"/*/transcripts.jsonl > log.jsonl
    rapport audit -q --store store.db log.jsonl
    # a critical rule that nobody has: nothing changes but the way it is worked out
    echo '{"name":"x","version":1,"critical":{"no/rule":"section"}}' > card.json
    for by in agent queue channel language rule day week; do
        rapport scorecard --store store.db --by "$by" -f csv > sums
        rapport scorecard --store store.db --by "$by" -f csv --scorecard card.json > verdicts
        [ "$(wc -l < sums)" -gt 1 ]
        cmp sums verdicts
    done
}

@test "sums follow conversations that change, move to another day, or go" {
    say() { printf '{"id":"c","channel":"chat","messages":[{"role":"customer","at":"2026-03-0%sT10:00:00Z","text":"Hello, my order is late."},{"role":"agent","agent":"a","at":"2026-03-0%sT10:01:00Z","text":"%s"}]}\n' "$1" "$1" "$2" > log.jsonl; }
    checked() {
        sqlite3 store.db "SELECT kind, sum(passed), sum(failed), sum(unchecked) FROM tally GROUP BY kind" | cut -d'|' -f2- | sort -u > sums
        sqlite3 store.db "SELECT ifnull(sum(verdict = 0), 0), ifnull(sum(verdict = 1), 0), ifnull(sum(verdict = 2), 0) FROM verdict" > verdicts
        cmp sums verdicts
    }
    say 1 "It is your own fault."
    rapport audit -q --store store.db log.jsonl
    checked
    say 2 "I am sorry. Thank you for telling us."
    rapport audit -q --store store.db log.jsonl
    checked
    [ "$(sqlite3 store.db 'SELECT count(DISTINCT day) FROM tally')" = 1 ]
    [ "$(sqlite3 store.db 'SELECT count(*) FROM shown')" = 1 ]
    sed 's/"id":"c"/"id":"d"/; s/2026-03-02/2026-03-09/g' log.jsonl > later.jsonl
    rapport audit -q --store store.db later.jsonl
    rapport prune --store store.db --keep 2
    checked
    [ "$(sqlite3 store.db 'SELECT group_concat(name) FROM conversation')" = d ]
}

@test "the store shows what was said: a few messages around what was found, and the very words" {
    cat "$CORPUS"/*/transcripts.jsonl > log.jsonl
    # a message of which only a part is kept, with the words far behind its beginning
    python3 -c '
import json
print(json.dumps({"id": "long", "channel": "chat", "messages": [
    {"role": "customer", "text": "My order is late. " * 40},
    {"role": "agent", "agent": "a", "text": "We looked into it. " * 60 + "It is your own fault, really. " + "We looked into it. " * 60},
    {"role": "customer", "text": "ok"}]}))' >> log.jsonl
    rapport audit -q --store store.db -f jsonl -o findings --verdicts verdicts log.jsonl
    rapport rules list > rules
    python - <<'END'
import json, sqlite3, zlib
said = {c["id"]: c["messages"] for c in map(json.loads, open("log.jsonl", encoding="utf-8"))}
findings = {}
for f in map(json.loads, open("findings", encoding="utf-8")):
    findings.setdefault(f["conversation"], []).append(f)
kept = {}
for v in map(json.loads, open("verdicts", encoding="utf-8")):
    if "message" in v:
        kept.setdefault(v["conversation"], []).append(v)
severities = dict(line.split()[:2] for line in open("rules", encoding="utf-8"))
db = sqlite3.connect("store.db")
stored = set(db.execute("SELECT c.name, r.text, k.message, k.begin, k.end FROM kept k JOIN conversation c ON c.id = k.conversation JOIN word r ON r.id = k.rule"))
assert stored == {(v["conversation"], v["rule"], v["message"], v.get("start"), v.get("end")) for list in kept.values() for v in list}
assert len(stored) > 100
grave = {"critical": 3, "major": 2, "minor": 1, "info": 0}
marked = 0
for name, size, packed in db.execute("SELECT c.name, s.size, s.messages FROM shown s JOIN conversation c ON c.id = s.conversation"):
    text = zlib.decompress(packed)
    assert len(text) == size
    rows = {row[0]: row for row in json.loads(text)}
    for index, role, _, part, cut in rows.values():
        whole = said[name][index]
        assert role == whole["role"] and whole.get("text", "").encode()[cut:].decode().startswith(part)
        assert len(part.encode()) <= 403 and (len(whole.get("text", "").encode()) <= 400) == (part == whole.get("text", "")), name
    # rules that compare conversations judge when the words of each are gone
    worst = sorted((f for f in findings.get(name, []) if grave[f["severity"]] > 0 and f["rule"] not in ("quotes/across", "timing/promise", "personal/history")),
                   key=lambda f: -grave[f["severity"]])[:1]
    for f in worst:
        spoken = [i for i, m in enumerate(said[name]) if m["role"] != "system" and m.get("text")]
        around = [i for i in spoken if i < f["message"]][-1:] + [f["message"]] + [i for i in spoken if i > f["message"]][:1]
        assert set(around) <= set(rows), (f, sorted(rows))
        row = rows[f["message"]]
        if "text" in f:
            assert row[3].encode()[f["start"] - row[4]:f["end"] - row[4]].decode() == f["text"], f
            marked += 1
    best = max((v for v in kept.get(name, [])), key=lambda v: grave[severities[v["rule"]]], default=None)
    assert best is None or best["message"] in rows, best
    assert len(rows) <= 8
assert marked > 20, marked
assert db.execute("SELECT count(*) FROM shown").fetchone() == db.execute("SELECT count(*) FROM conversation").fetchone()
END
}
