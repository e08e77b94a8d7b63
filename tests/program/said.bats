# Rules that are data, and weak phrases.
load common

# The example of the README: its three JSON pieces, taken from there.
readme_rule() {
    cp -rL "$BUILD/rules" rules
    python3 - "$SOURCE/README.md" <<'END'
import json, re, sys
text = open(sys.argv[1], encoding="utf-8").read().split("## Adding a rule without C")[1].split("\n## ")[0]
cue, pack, rule, texts = re.findall(r"```json\n(.*?)```", text, re.S)
def extend(path, change):
    data = json.load(open(path, encoding="utf-8"))
    change(data)
    json.dump(data, open(path, "w", encoding="utf-8"))
extend("rules/cues.json", lambda data: data["cues"].append(json.loads(cue)))
open("rules/en/introduce.json", "w", encoding="utf-8").write(pack)
extend("rules/rules.json", lambda data: data["rules"].append(json.loads(rule)))
extend("rules/en/texts.json", lambda data: data.update(json.loads("{" + texts + "}")))
END
}

talk() {
    printf '{"id":"%s","messages":[{"role":"customer","from":"u","text":"hello"}' "$1"
    shift
    printf ',{"role":"agent","from":"a","text":"%s"}' "$@"
    printf ']}\n'
}

@test "the rule of the README is found, passes, and is configured like any other" {
    readme_rule
    { talk named "Good morning." "My name is Toby, how can I help?"
      talk nameless "Good morning." "How can I help?" "One moment." "By the way, my name is Toby."
      printf '{"id":"alone","messages":[{"role":"customer","from":"u","text":"hello"}]}\n'; } > log.jsonl
    fails 0 rapport rules test --rules rules --lang en
    fails 0 rapport audit -q --lang en --rules rules -f jsonl --verdicts v log.jsonl
    [ "$(grep -c opening/name <<< "$output")" -eq 1 ]
    contains "$output" '"rule":"opening/name","severity":"info","conversation":"nameless","message":1,'
    contains "$(grep named v)" '"rule":"opening/name","verdict":"pass"'
    lacks "$(grep alone v)" "opening/name"
    rapport rules list --rules rules | grep opening/name
    fails 0 rapport rules explain --rules rules opening/name
    contains "$output" "first_messages"
    echo '{"rules":{"opening/name":{"first_messages":4,"severity":"major"}}}' > c.json
    fails 0 rapport audit -q --lang en --rules rules --config c.json -f jsonl log.jsonl
    lacks "$output" "opening/name"
    echo '{"rules":{"opening/name":"off"}}' > c.json
    fails 0 rapport audit -q --lang en --rules rules --config c.json -f jsonl log.jsonl
    lacks "$output" "opening/name"
    echo '{"rules":{"opening/name":{"first_message":4}}}' > c.json
    fails 2 rapport audit -q --lang en --rules rules --config c.json log.jsonl
    contains "$stderr" 'did you mean "first_messages"?'
}

@test "a wrong rule is named with its place" {
    cp -rL "$BUILD/rules" rules
    conversation c1 > log.jsonl
    echo '{"rules":[{"id":"a/b","severity":"minor","said":"blam"}]}' > rules/rules.json
    fails 2 rapport audit --rules rules log.jsonl
    contains "$stderr" 'rules/rules.json: rules[0].said: unknown cue "blam"; did you mean "blame"?'
    echo '{"rules":[{"id":"phrasing/refusal","severity":"minor","said":"blame"}]}' > rules/rules.json
    fails 2 rapport audit --rules rules log.jsonl
    contains "$stderr" 'phrasing/refusal is already a rule of the plugin phrasing'
    rm rules/rules.json
    fails 2 rapport audit --rules rules log.jsonl
    contains "$stderr" 'rules/rules.json: cannot be read'
}

weak_rules() {
    cp -rL "$BUILD/rules" rules
    python3 - <<'END'
import json
path = "rules/en/dismissive.json"
pack = json.load(open(path, encoding="utf-8"))
pack["phrases"].append("elephants over there")
pack["weak"] = ["purple elephants"]
pack["confidence"] = 40
pack["hit"].append("purple elephants")
json.dump(pack, open(path, "w", encoding="utf-8"))
END
}

@test "a finding is as sure as its words" {
    weak_rules
    fails 0 rapport rules test --rules rules --lang en
    { talk weak "We have purple elephants."
      talk both "We have purple elephants. That is not my problem."
      talk overlap "We have purple elephants over there."
      talk again "We have purple elephants."
      talk again2 "We have purple elephants."; } > log.jsonl
    fails 0 rapport audit -q --rules rules -f jsonl log.jsonl
    [ "$(grep -c '"confidence":40' <<< "$output")" -eq 3 ]
    lacks "$(grep -E '"(both|overlap)"' <<< "$output")" '"confidence"'
    fails 0 rapport audit -q --rules rules log.jsonl
    contains "$output" "confidence 40%"
}

@test "--min-confidence: what is dropped is unchecked, never passed" {
    weak_rules
    { talk weak "We have purple elephants."; talk sure "That is not my problem."; } > log.jsonl
    fails 0 rapport audit --rules rules --min-confidence 41 -f jsonl --verdicts v log.jsonl
    [ "$(grep -c phrasing/dismissive <<< "$output")" -eq 1 ]
    contains "$(grep phrasing/dismissive <<< "$output")" '"sure"'
    contains "$stderr" "findings below --min-confidence"
    contains "$(grep dismissive v)" '"conversation":"weak","rule":"phrasing/dismissive","verdict":"unchecked","agent":"a","why":"findings below --min-confidence"'
    contains "$(grep dismissive v)" '"conversation":"sure","rule":"phrasing/dismissive","verdict":"fail"'
    fails 0 rapport audit -q --rules rules --min-confidence 40 -f jsonl log.jsonl
    [ "$(grep -c phrasing/dismissive <<< "$output")" -eq 2 ]
    fails 1 rapport audit -q --rules rules --min-confidence 40 --fail-on critical log.jsonl
    talk weak "We have purple elephants." > log.jsonl
    fails 0 rapport audit -q --rules rules --min-confidence 41 --fail-on critical log.jsonl
}

@test "weak phrases: what a pack must not say" {
    cp -rL "$BUILD/rules" rules
    conversation c1 > log.jsonl
    echo '{"cue":"refusal","phrases":["a b"],"weak":["c d"],"confidence":100,"hit":["a b"],"miss":["b"]}' > rules/en/refusal.json
    fails 2 rapport audit --rules rules log.jsonl
    contains "$stderr" '"confidence" must be 1 to 99'
    echo '{"cue":"refusal","phrases":["a b"],"weak":["a b"],"hit":["a b"],"miss":["b"]}' > rules/en/refusal.json
    fails 2 rapport audit --rules rules log.jsonl
    contains "$stderr" 'a phrase stands there twice: a b'
    echo '{"cue":"refusal","phrases":["a b"],"confidence":50,"hit":["a b"],"miss":["b"]}' > rules/en/refusal.json
    fails 2 rapport audit --rules rules log.jsonl
    contains "$stderr" '"confidence" without "weak" phrases'
}
