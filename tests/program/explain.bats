# rapport explain: what a verdict rests on.
load common

setup_file() {
    cd "$BATS_FILE_TMPDIR" || exit 1
    cat > log.jsonl <<'END'
{"id":"c-1","channel":"chat","lang":"en","messages":[{"at":"2026-03-01T10:00:00Z","role":"customer","from":"u","text":"I want my money back, thank you very much"},{"at":"2026-03-01T10:00:30Z","role":"agent","from":"a","name":"Dana","text":"We cannot refund this."},{"at":"2026-03-01T10:01:00Z","role":"customer","from":"u","text":"why?"},{"at":"2026-03-01T10:01:30Z","role":"agent","from":"a","name":"Dana","text":"The case costs 40 euros a month, with VAT. Goodbye."}]}
{"id":"c-2","lang":"en","messages":[{"role":"agent","from":"b","text":"Thank you for calling."}]}
END
}

setup() { cd "$BATS_FILE_TMPDIR" || exit 1; }

@test "explain shows cues, amounts as they were read, and verdicts with their reasons" {
    fails 0 rapport explain c-1 log.jsonl
    contains "$output" 'customer u: I want my money back'
    contains "$output" 'refusal «We cannot refund»'
    contains "$output" '= 40 EUR, period month, VAT with'
    contains "$output" 'fail  phrasing/refusal (major)  agent a'
    contains "$output" 'fail  gratitude/closing (major)  agent a'
    contains "$output" 'right if      thanks: not said'
    contains "$output" 'nearly, but said by the other side: message 0 «thank you'
    contains "$output" 'not applicable: '
    lacks "$output" 'c-2'
}

@test "explain of one rule, passed, tells by what" {
    fails 0 rapport explain c-2 log.jsonl --rule gratitude/closing
    contains "$output" 'pass  gratitude/closing'
    contains "$output" 'kept by message 0 «Thank you»'
    contains "$output" 'thanks-general: message 0 «Thank you for calling»'
    lacks "$output" 'phrasing/'
}

@test "explain in JSON is what a program can read" {
    rapport explain -f json c-1 log.jsonl | python3 -c '
import json, sys
told = json.load(sys.stdin)
assert told["conversation"]["messages"][3]["amounts"][0]["value"] == "40", told
assert {f["rule"] for f in told["findings"]} >= {"phrasing/refusal", "gratitude/closing"}
assert any(v["rule"] == "gratitude/closing" and v["verdict"] == "fail" for v in told["verdicts"])
assert all(f["conversation"] == "c-1" for f in told["findings"])
text = told["conversation"]["messages"][1]
cue = next(c for c in text["cues"] if c["cue"] == "refusal")
assert "cannot" in text["text"].encode()[cue["start"]:cue["end"]].decode()'
}

@test "explain of a conversation compared with others" {
    fails 0 rapport explain de-034 "$CORPUS/en/transcripts.jsonl" --rule quotes/across --config "$CORPUS/en/config.json"
    contains "$output" 'quotes/across'
}

@test "explain of what is not there" {
    fails 2 rapport explain c-9 log.jsonl
    contains "$stderr" 'no conversation "c-9"'
    fails 2 rapport explain c-1
    fails 2 rapport explain c-1 log.jsonl --rule gratitude/closng
    contains "$stderr" 'did you mean gratitude/closing?'
    printf '{"id":"c-3","messages":[]}\nbroken\n' > half.jsonl
    fails 3 rapport explain c-3 half.jsonl
    contains "$stderr" 'half.jsonl'
}

@test "explain lets no control character of a transcript reach the terminal" {
    printf '{"id":"c-4","messages":[{"role":"agent","from":"a\\u001b[31m","text":"we \\u001b[2J cannot \\u202e do it"}]}\n' > bad.jsonl
    rapport explain c-4 bad.jsonl > got
    ! grep -q $'\e' got
    ! grep -q $'\u202e' got
}
