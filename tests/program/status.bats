# Options, help, and what the exit status says.
load common

@test "0: done" {
    conversation c1 > log.jsonl
    fails 0 rapport audit log.jsonl
    contains "$output" "phrasing/dismissive"
    contains "$stderr" "1 conversation, 2 messages"
}

@test "0: an empty file is no fault" {
    : > empty.jsonl
    fails 0 rapport audit -f jsonl empty.jsonl
    [ -z "$output" ]
    contains "$stderr" "nothing was audited"
}

@test "1: something at or above --fail-on" {
    conversation c1 > log.jsonl
    fails 1 rapport audit --fail-on critical log.jsonl
    fails 1 rapport audit --fail-on info log.jsonl
    fails 0 rapport audit --fail-on never log.jsonl
    echo '{"id":"c","messages":[{"role":"customer","text":"hello"},{"role":"agent","from":"a","text":"Hello!! Thank you for calling."}]}' > log.jsonl
    fails 0 rapport audit --fail-on major log.jsonl
    contains "$output" "phrasing/shouting"
    fails 1 rapport audit --fail-on minor log.jsonl
}

@test "2: wrong use" {
    conversation c1 > log.jsonl
    fails 2 rapport
    fails 2 rapport audit
    fails 2 rapport audit --fail-on sometimes log.jsonl
    fails 2 rapport audit --format xml log.jsonl
    contains "$stderr" "jsonl"
    fails 2 rapport audit -j 0 log.jsonl
    fails 2 rapport audit -j many log.jsonl
    fails 2 rapport audit --lang xx log.jsonl
    fails 2 rapport audit --ui xx log.jsonl
    fails 2 rapport audit --min-confidence 101 log.jsonl
    fails 2 rapport audit --max-expand 64Q log.jsonl
    fails 2 rapport audit --quiet=yes log.jsonl
    fails 2 rapport audit log.jsonl --output
    contains "$stderr" "--output needs a value"
    fails 2 rapport rules
    fails 2 rapport plugins something
}

@test "2: unknown names are told the nearest" {
    fails 2 rapport audit --fromat jsonl log.jsonl
    contains "$stderr" "did you mean --format?"
    fails 2 rapport audti log.jsonl
    contains "$stderr" "did you mean audit?"
    fails 2 rapport rules tset
    contains "$stderr" "test"
    echo '{"rules":{"phrasing/refusl":"off"}}' > c.json
    fails 2 rapport audit --config c.json log.jsonl
    contains "$stderr" 'did you mean "phrasing/refusal"?'
    echo '{"rules":{"transfers/chain":{"limt":2}}}' > c.json
    fails 2 rapport audit --config c.json log.jsonl
    contains "$stderr" 'did you mean "limit"?'
    echo '{"langauges":["he"]}' > c.json
    fails 2 rapport audit --config c.json log.jsonl
    contains "$stderr" 'did you mean "languages"?'
}

@test "2: a configuration that is none" {
    conversation c1 > log.jsonl
    echo '{"rules":' > c.json
    fails 2 rapport audit --config c.json log.jsonl
    contains "$stderr" "c.json:"
    fails 2 rapport audit --config nowhere.json log.jsonl
    contains "$stderr" "nowhere.json"
    echo '{"rules":{"transfers/chain":{"limit":1000}}}' > c.json
    fails 2 rapport audit --config c.json log.jsonl
    contains "$stderr" "0 to 100"
    cp c.json rapport.json
    fails 2 rapport audit log.jsonl
}

@test "2: bad rule packs" {
    conversation c1 > log.jsonl
    fails 2 rapport audit --rules nowhere log.jsonl
    contains "$stderr" "nowhere/cues.json"
    cp -rL "$BUILD/rules" rules
    echo '{"cue":"refusal","phrases":["(a"],"hit":["a"],"miss":["b"]}' > rules/en/refusal.json
    fails 2 rapport audit --rules rules log.jsonl
    contains "$stderr" "rules/en/refusal.json: bad phrase: ( is not closed"
}

@test "3: a part was not read" {
    conversation c1 > log.jsonl
    echo 'no json' >> log.jsonl
    fails 3 rapport audit --fail-on info log.jsonl
    contains "$stderr" "log.jsonl:2"
    contains "$output" "phrasing/dismissive"
    fails 3 rapport audit -q nowhere.jsonl log.jsonl
    contains "$stderr" "nowhere.jsonl"
    contains "$output" "phrasing/dismissive"
}

@test "--help of every command, --version" {
    for command in audit rules plugins; do
        fails 0 rapport "$command" --help
        contains "$output" "usage: rapport $command"
        [ -z "$stderr" ]
        fails 0 rapport "$command" --unknown -h
    done
    fails 0 rapport --help
    contains "$output" "audit"
    contains "$output" "Exit status"
    fails 0 rapport --version
    [[ $output =~ ^rapport\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
}

@test "every option in the help is known, every known one is in the manual" {
    for command in audit rules plugins; do
        for option in $(rapport "$command" --help | grep -o -- '--[a-z-]*' | sort -u); do
            run --separate-stderr rapport "$command" "$option"
            lacks "$stderr" "unknown option"
        done
    done
    local manual
    manual=$(sed 's/\\-/-/g' "$SOURCE/core/command/rapport.1")
    for option in $(rapport audit --help | grep -o -- '--[a-z-]*' | sort -u); do
        contains "$manual" "$option"
    done
}

@test "options may stand behind the files; -- ends them" {
    conversation c1 > ./-log.jsonl
    fails 0 rapport audit -q -- -log.jsonl
    contains "$output" "phrasing/dismissive"
    fails 0 rapport audit ./-log.jsonl --format=jsonl -q
    contains "$output" '"rule":"phrasing/dismissive"'
}

@test "--lang: only these languages" {
    {
        conversation c1
        echo '{"id":"h","messages":[{"role":"customer","text":"שלום"},{"role":"agent","from":"b","text":"זו לא הבעיה שלי, תירגע"}]}'
    } > log.jsonl
    fails 0 rapport audit -f jsonl --lang he log.jsonl
    contains "$output" '"conversation":"h"'
    lacks "$output" 'Calm down'
    fails 0 rapport audit -f jsonl --lang en log.jsonl
    lacks "$output" '"rule":"phrasing/dismissive","severity":"critical","conversation":"h"'
    contains "$output" 'Calm down'
    fails 0 rapport audit -f jsonl --lang he,en log.jsonl
    contains "$output" 'Calm down'
    contains "$output" '"rule":"phrasing/dismissive","severity":"critical","conversation":"h"'
}

@test "a language that is switched off is unchecked, not passed" {
    conversation c1 > log.jsonl
    fails 0 rapport audit -f jsonl --lang he --verdicts verdicts log.jsonl
    lacks "$output" "phrasing/dismissive"
    contains "$(cat verdicts)" '"rule":"phrasing/dismissive","verdict":"unchecked"'
    contains "$(cat verdicts)" '"rule":"phrasing/shouting","verdict":"pass"'
    contains "$stderr" "not checked:"
}

@test "what nobody could have heard was not left unsaid: a foreign language" {
    cat > log.jsonl <<'END'
{"id":"c1","messages":[{"role":"customer","from":"u","text":"Здравствуйте, у меня проблема"},{"role":"agent","from":"a","text":"Спасибо большое за ваше обращение, всё исправлено."}]}
{"id":"c2","messages":[{"role":"customer","from":"u","text":"hello there"},{"role":"agent","from":"a","text":"It is all fixed now. Thank you for calling us today."}]}
END
    fails 0 rapport audit -f jsonl --lang he --verdicts verdicts log.jsonl
    contains "$(cat verdicts)" '{"conversation":"c1","rule":"gratitude/closing","verdict":"unchecked"'
    contains "$(cat verdicts)" '{"conversation":"c2","rule":"gratitude/closing","verdict":"unchecked"'
    [ -z "$output" ]
}

@test "--ui: why and suggestion in that language" {
    conversation c1 > log.jsonl
    fails 0 rapport audit -f jsonl --ui he log.jsonl
    contains "$output" "ה"
    fails 0 rapport audit -f jsonl --ui fa log.jsonl
    contains "$output" "ی"
    fails 0 env LANG=he_IL.UTF-8 "$RAPPORT" audit -f jsonl log.jsonl
    contains "$output" "ה"
    fails 0 env LANG=he_IL.UTF-8 LC_MESSAGES=en_GB.UTF-8 "$RAPPORT" audit -f jsonl log.jsonl
    lacks "$output" "ה"
    fails 0 env LANG=de_DE.UTF-8 "$RAPPORT" audit -f jsonl log.jsonl
    lacks "$output" "ה"
}

@test "the configuration switches rules off and sets severities" {
    conversation c1 > log.jsonl
    echo '{"rules":{"phrasing/dismissive":{"severity":"info"},"gratitude/closing":"off"}}' > rapport.json
    fails 0 rapport audit -f jsonl --fail-on minor log.jsonl
    contains "$output" '"rule":"phrasing/dismissive","severity":"info"'
    lacks "$output" "gratitude/closing"
}
