# The commands for those who write rules.
load common

@test "rules test: every phrase and example of the packs" {
    fails 0 rapport rules test
    contains "$output" " 0 failed"
    [[ $output =~ ([0-9]+)\ passed ]]
    [ "${BASH_REMATCH[1]}" -gt 2000 ]
}

@test "rules test: an example that lies is named" {
    cp -rL "$BUILD/rules" rules
    python3 - <<'END'
import json
path = "rules/en/thanks.json"
pack = json.load(open(path, encoding="utf-8"))
pack["hit"].append("never in the world")
pack["miss"].append("thank you so much")
json.dump(pack, open(path, "w", encoding="utf-8"))
END
    fails 2 rapport rules test --rules rules --lang en
    contains "$output" "rules/en/thanks.json: must match: never in the world"
    contains "$output" "rules/en/thanks.json: must not match: thank you so much"
}

@test "rules list names every rule once" {
    fails 0 rapport rules list
    for rule in transfers/cold quotes/across phrasing/refusal gratitude/closing; do
        [ "$(grep -c "$rule" <<< "$output")" -eq 1 ]
    done
    fails 0 rapport rules list --ui he
    contains "$output" "ה"
}

@test "rules explain: a rule, a cue, and the nearest of none" {
    fails 0 rapport rules explain phrasing/refusal
    contains "$output" "alternative"
    fails 0 rapport rules explain refusal
    contains "$output" "refusal"
    fails 2 rapport rules explain phrasing/refusl
    contains "$stderr" "did you mean phrasing/refusal?"
}

@test "every rule has its texts in every language of reports" {
    rapport rules list | awk '$1 ~ "/" { print $1 }' > rules.txt
    [ "$(wc -l < rules.txt)" -gt 30 ]
    while read -r rule; do
        for language in he fa en; do
            rapport rules explain --ui "$language" "$rule" > text
            grep -qE "^$rule: ." text
            [ "$(grep -cE '^(looks for|why|instead): +[^ ]' text)" -eq 3 ]
        done
    done < rules.txt
}

@test "rules try: 17 of the 17 boundary probes" {
    RAPPORT=$RAPPORT python3 - "$CORPUS/boundary-probes.json" <<'END'
import json, os, subprocess, sys
right, probes = 0, json.load(open(sys.argv[1], encoding="utf-8"))
for name, expression, text, wanted in probes:
    language = "he" if any("\u05d0" <= c <= "\u05ea" for c in text) else \
               "fa" if any("\u0600" <= c <= "\u06ff" for c in text) else "en"
    status = subprocess.run([os.environ["RAPPORT"], "rules", "try", "--lang", language, "--phrase",
                             "/" + expression + "/", "--text", text], stdout=subprocess.DEVNULL).returncode
    good = status == (0 if wanted else 1)
    right += good
    if not good:
        print(name, status)
assert right == len(probes) == 17, right
END
}

@test "rules try: shows the match, or that there is none" {
    fails 0 rapport rules try --lang en --phrase "thank* you" --text "Well, THANK  you!"
    contains "$output" "match    6-16 THANK  you"
    fails 1 rapport rules try --lang en --phrase "thank you" --text "thanks"
    contains "$output" "no match"
    fails 2 rapport rules try --lang en --phrase "(thank" --text "thanks"
    contains "$stderr" "( is not closed"
    fails 2 rapport rules try --lang en --phrase "thank"
    fails 2 rapport rules try --lang en --phrase '/a(/' --text "a"
}

@test "rules try: a phrase finds itself, or is refused" {
    for phrase in "booking.com" "9:30 a.m" "24/7" "t&cs" "c++" "me@x.com" "can't" "wi-fi"; do
        run --separate-stderr rapport rules try --lang en --phrase "$phrase" --text "see $phrase today"
        [ "$status" -ne 1 ] || { printf 'never matches: %s\n' "$phrase"; false; }
    done
}

# A directory of packs with two phrases of one cue, of which the first alone is ever said here.
small_packs() {
    mkdir -p packs/en
    cp "$SOURCE/rules/en/texts.json" packs/en/
    printf '{"cues":[{"name":"thanks","said_by":["agent"],"about":"thanks"}]}' > packs/cues.json
    echo '{"rules":[]}' > packs/rules.json
    printf '{"cue":"thanks","phrases":["thank you","thank (you|u)","much obliged"],"not":["no thank you"],%s}' \
        '"hit":["thank you","much obliged"],"miss":["no thank you"]' > packs/en/thanks.json
}

@test "coverage counts what is said, what is taken back, and names what is never said" {
    small_packs
    for text in "Thank you!" "Thank you. Thank u." "No thank you" "Hello"; do
        printf '{"id":"%s","messages":[{"role":"agent","text":"%s"},{"role":"customer","text":"much obliged"}]}\n' \
            "$text" "$text"
    done > log.jsonl
    rapport rules coverage --rules packs log.jsonl > got 2> told
    grep -qE '^en +thanks +seen +3 +phrases +3 +never seen +1$' got
    grep -qE '^ +never +much obliged$' got
    [ "$(grep -c never got)" -eq 2 ]
    rapport rules coverage --rules packs --brief log.jsonl 2> /dev/null > brief
    [ "$(wc -l < brief)" -eq 1 ]
    # whichever thread reads what, and if all is said ten times over
    for _ in 1 2 3 4 5 6 7 8 9 10; do cat log.jsonl; done | rapport rules coverage --rules packs - 2> /dev/null |
        grep -qE 'seen +30 '
}

@test "coverage of an unknown cue, of nothing, of a log that cannot be read" {
    small_packs
    fails 2 rapport rules coverage --rules packs --cue thank log.jsonl
    contains "$stderr" 'did you mean thanks?'
    fails 2 rapport rules coverage --rules packs
    fails 3 rapport rules coverage --rules packs missing.jsonl
    contains "$stderr" missing.jsonl
}
