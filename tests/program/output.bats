# Reports: safe to show, true to the text, and whole or not there.
load common

# What a terminal would obey; new lines apart.
has_control() {
    LC_ALL=C grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]' "$1"
}

hostile() {
    python3 - <<'END'
import json
esc = "\x1b[2J\x1b]0;title\x07 \u009b31m \x00\x08\r\x7f\u202e Calm down, it is not my problem"
print(json.dumps({"id": "i\x1b[31m", "channel": "c\x07", "messages": [
    {"role": "customer", "from": "u\x1b", "text": esc},
    {"role": "agent", "from": "a\x1b[1m", "name": "n\x9b", "text": esc}]}))
END
}

@test "control characters of a transcript reach no terminal" {
    hostile > log.jsonl
    fails 0 rapport audit log.jsonl
    printf '%s\n' "$output" > out && printf '%s\n' "$stderr" > err
    contains "$output" "phrasing/dismissive"
    ! has_control out
    ! has_control err
}

@test "nor do those of file names" {
    name=$'a\x1b[31m\n.jsonl'
    { conversation c1; echo bad; } > "$name"
    fails 3 rapport audit "$name"
    printf '%s\n' "$output" > out && printf '%s\n' "$stderr" > err
    ! has_control out
    ! has_control err
    rm "$name"
    fails 3 rapport audit "$name"
    printf '%s\n' "$stderr" > err
    ! has_control err
    fails 2 rapport audit $'--\x1b[31m'
    printf '%s\n' "$stderr" > err
    ! has_control err
}

# On a terminal of its own, which `script` gives.
on_terminal() {
    env TERM=xterm "$@" script -qec "$RAPPORT audit log.jsonl" /dev/null
}

@test "colours on a terminal, none with NO_COLOR, -o or a pipe" {
    command -v script > /dev/null || skip "no script(1)"
    conversation c1 > log.jsonl
    contains "$(on_terminal)" $'\x1b[31m'
    contains "$(on_terminal NO_COLOR=)" $'\x1b[31m'
    lacks "$(on_terminal NO_COLOR=1)" $'\x1b[31m'
    lacks "$(on_terminal TERM=dumb)" $'\x1b[31m'
    lacks "$(rapport audit log.jsonl)" $'\x1b'
    rapport audit -o out log.jsonl 2> /dev/null
    lacks "$(cat out)" $'\x1b'
}

@test "JSON: each line is an object whose text is start..end of the message" {
    hostile > hostile.jsonl
    cat "$CORPUS"/*/transcripts.jsonl hostile.jsonl > log.jsonl
    findings log.jsonl > out
    python3 - <<'END'
import json
log = [json.loads(line) for line in open("log.jsonl", encoding="utf-8")]
said = {(c["id"], i): set() for c in log for i in range(len(c["messages"]))}
for c in log:
    for i, m in enumerate(c["messages"]):
        said[c["id"], i].add(m.get("text"))
spans = 0
for line in open("out", encoding="utf-8", newline="\n"):
    f = json.loads(line)
    assert set(f) <= {"rule", "severity", "conversation", "message", "agent", "lang", "start", "end", "text",
                      "confidence", "why", "suggestion", "source", "id", "related"}, f
    assert f["severity"] in ("info", "minor", "major", "critical") and f["why"] and f["suggestion"], f
    c = log[int(f["source"].rsplit(":", 1)[1]) - 1]
    assert c["id"] == f["conversation"], f
    text = c["messages"][f["message"]].get("text", "").encode()
    assert ("start" in f) == ("end" in f) == ("text" in f), f
    if "start" in f:
        assert 0 <= f["start"] < f["end"] <= len(text), f
        assert text[f["start"]:f["end"]].decode() == f["text"], f
        spans += 1
    for r in f.get("related", []):
        assert any(r["text"] in text for text in said[r["conversation"], r["message"]]), f
assert spans > 100, spans
END
}

@test "findings stand in the order of the log, those across conversations behind" {
    findings "$CORPUS/en/transcripts.jsonl" > out
    python3 - <<'END'
import json
places = []
for line in open("out", encoding="utf-8"):
    f = json.loads(line)
    across = f["rule"] in ("quotes/across", "personal/history", "timing/promise")
    places.append((across, int(f["source"].rsplit(":", 1)[1]), f["message"]))
assert places == sorted(places) and places[-1][0] and len(places) > 50
END
}

@test "-o: the same report, and nothing on standard output" {
    conversation c1 > log.jsonl
    fails 0 rapport audit -o out log.jsonl
    [ -z "$output" ]
    rapport audit log.jsonl 2> /dev/null | cmp - out
}

@test "-o: with a bad configuration there is no new file and the old one stays" {
    conversation c1 > log.jsonl
    echo '{' > c.json
    fails 2 rapport audit --config c.json -o out log.jsonl
    [ ! -e out ]
    echo old > out
    fails 2 rapport audit --config c.json -o out log.jsonl
    [ "$(cat out)" = old ]
    [ "$(ls)" = $'c.json\nlog.jsonl\nout' ]
}

@test "-o: where it cannot be written, that is said" {
    conversation c1 > log.jsonl
    fails 2 rapport audit -o nowhere/out log.jsonl
    contains "$stderr" "nowhere/out"
    [ -e /dev/full ] || skip "no /dev/full"
    run bash -c '"$1" audit log.jsonl > /dev/full' - "$RAPPORT"
    [ "$status" -eq 2 ]
}

@test "-o: a pipe or device is written to, not replaced" {
    conversation c1 > log.jsonl
    rapport audit log.jsonl > expected 2> /dev/null
    mkfifo out
    timeout 5 cat out > read &
    timeout 20 "$RAPPORT" audit -q -o out log.jsonl
    wait
    [ -p out ]
    cmp expected read
    [ "$(ls)" = $'expected\nlog.jsonl\nout\nread' ]
}

@test "-o: a link stays one, and what it points to is the report" {
    conversation c1 > log.jsonl
    mkdir there
    echo old > there/out
    chmod 640 there/out
    ln -s there/out out
    fails 0 rapport audit -o out log.jsonl
    [ -L out ]
    rapport audit log.jsonl 2> /dev/null | cmp - there/out
    [ "$(stat -c %a there/out)" = 640 ]
    [ "$(ls there)" = out ]
}

@test "-o: a kill midway leaves the old report" {
    echo old > out
    mkfifo pipe
    rapport audit -q -o out - < pipe &
    local pid=$!
    exec 7> pipe
    conversation c1 >&7
    sleep 0.3
    kill -KILL "$pid"
    wait "$pid" || true
    exec 7>&-
    [ "$(cat out)" = old ]
}

@test "a reader that goes away ends the program" {
    for i in $(seq 3000); do conversation "c$i"; done > log.jsonl
    run timeout 20 bash -c '"$1" audit -q log.jsonl | head -n 1' - "$RAPPORT"
    [ "$status" -ne 124 ]
}

@test "--verdicts: one of each rule and conversation, fails as the findings say" {
    cat "$CORPUS"/*/transcripts.jsonl > log.jsonl
    rapport audit -q -f jsonl -o findings --verdicts verdicts log.jsonl
    python3 - <<'END'
import collections, json
found = {(f["conversation"], f["rule"]) for f in map(json.loads, open("findings", encoding="utf-8"))}
verdicts = [json.loads(line) for line in open("verdicts", encoding="utf-8")]
seen = collections.Counter((v["conversation"], v["rule"]) for v in verdicts)
assert max(seen.values()) == 1, [k for k, n in seen.items() if n > 1][:5]
failed = {(v["conversation"], v["rule"]) for v in verdicts if v["verdict"] == "fail"}
assert failed == found, (failed ^ found)
kinds = collections.Counter(v["verdict"] for v in verdicts)
assert set(kinds) == {"fail", "pass", "unchecked"}, kinds
assert all(v.get("why") for v in verdicts if v["verdict"] == "unchecked")
END
}

@test "--min-confidence drops what is less sure, nothing else" {
    cat "$CORPUS"/*/transcripts.jsonl > log.jsonl
    findings --min-confidence 100 log.jsonl > sure
    findings log.jsonl > all
    [ -s sure ]
    grep -v '"confidence":' all | cmp - sure
}

@test "-q: no summary unless something was not read" {
    conversation c1 > log.jsonl
    fails 0 rapport audit -q log.jsonl
    [ -z "$stderr" ]
    echo bad >> log.jsonl
    fails 3 rapport audit -q log.jsonl
    contains "$stderr" "log.jsonl:2"
}

@test "--verdicts: a pass points at the words of the agent by which the rule was kept" {
    cat "$CORPUS"/*/transcripts.jsonl > log.jsonl
    rapport audit -q -o findings --verdicts verdicts log.jsonl
    python3 - <<'END'
import json, re
said = {c["id"]: c for c in map(json.loads, open("log.jsonl", encoding="utf-8"))}
kept = [v for v in map(json.loads, open("verdicts", encoding="utf-8")) if "message" in v]
assert all(v["verdict"] == "pass" for v in kept)
rules = {v["rule"] for v in kept}
assert rules >= {"gratitude/closing", "empathy/apology", "recovery/remedy", "closing/feedback", "personal/name"}, rules
names = named = 0
for v in kept:
    message = said[v["conversation"]]["messages"][v["message"]]
    assert message["role"] in ("agent", "bot"), v
    if "start" in v:
        words = message["text"].encode()[v["start"]:v["end"]].decode()
        assert words.strip() == words and words, v
        if v["rule"] == "gratitude/closing":
            assert re.search("thank|תוד|ממנו|ممنون|سپاس|تشکر|متشکر|مرسی", words.lower()), (v, words)
        if v["rule"] == "personal/name" and "customer" in said[v["conversation"]]:
            name = said[v["conversation"]]["customer"].get("name", "")
            named += bool(name) and any(part in words for part in name.split())
            names += bool(name)
assert names > 50 and named > names * 0.95, (named, names)
END
}
