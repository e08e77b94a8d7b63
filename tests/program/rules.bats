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
