# rapport lint: canned responses, as a pipeline runs it.
load common

setup() {
    mkdir "$BATS_TEST_TMPDIR/here" && cd "$BATS_TEST_TMPDIR/here" || exit 1
    export LC_ALL=C.UTF-8
}

# Where lint says that the words stand, they stand: line and column are looked up in the file itself.
positions() {
    rapport lint -q -f jsonl "$@" > found.jsonl 2> told || true
    python3 - <<'END'
import json, re
found = [json.loads(line) for line in open("found.jsonl", encoding="utf-8")]
assert found, open("told").read()
escapes = {"\\n": "\n", '\\"': '"', "''": "'"}
def plain(source):
    try:
        source = json.loads('"' + source + '"')
    except ValueError:
        pass
    return re.sub("<[^>]*>", "", source).replace('""', '"').replace("''", "'").replace("&amp;", "&").replace("&lt;", "<")
for f in found:
    lines = open(f["file"], encoding="utf-8-sig", newline="").read().split("\n")
    if "text" not in f or f["line"] != f["endLine"]:
        continue
    source = lines[f["line"] - 1][f["column"] - 1:f["endColumn"] - 1]
    assert plain(source) == f["text"], (f["file"], f["line"], f["column"], source, f["text"])
print(sorted({(f["rule"], f.get("text", "")) for f in found}))
END
}

@test "JSON: the shapes of canned responses, and positions through escapes" {
    cat > canned.json <<'END'
[{"short_code": "no", "lang": "en", "content": "Sorry \"dear\" customer,\nwe cannot refund this \u05d0 \ud83d\ude00 today."},
 {"short_code": "no", "lang": "he", "content": "אי אפשר \u05dc\u05d6\u05db\u05d5\u05ea."}]
END
    printf '{"macros":[{"title":"We cannot do that","actions":[{"field":"comment_value","value":"You must pay now, it is not my problem."}]}]}' > macros.json
    found=$(positions .)
    contains "$found" "we cannot refund"
    contains "$found" "אי אפשר"
    contains "$found" "not my problem"
    lacks "$found" "We cannot do that"
}

@test "YAML: trees of translations, and positions through every style" {
    cat > texts.yml <<'END'
en:
  plain: We cannot refund this.
  quoted: "Dear \"customer\", we cannot refund this."
  single: 'It''s policy. We cannot refund this.'
  block: |
    Hello
      we cannot refund this
  folded: >
    Dear customer,
    we cannot refund this
END
    positions . > found
    [ "$(grep -c refusal found.jsonl)" -eq 5 ]
}

@test "PO, CSV, XLIFF, HTML and Markdown" {
    printf 'msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "no"\nmsgstr ""\n"Dear \\"customer\\", "\n"we cannot refund this."\n' > a.po
    printf 'id,lang,text\n1,en,"Dear ""customer"", we cannot refund this."\n' > b.csv
    printf '<?xml version="1.0"?>\n<xliff version="1.2"><file source-language="en" target-language="en"><body><trans-unit id="1"><source>x</source><target>R&amp;D: we cannot refund this.</target></trans-unit></body></file></xliff>\n' > c.xlf
    printf '<html lang="en"><body><p>R&amp;D: we cannot <b>refund</b> this.</p><script>we cannot help</script></body></html>\n' > d.html
    printf -- '---\nlang: en\nkind: closing\n---\n# Bye\n\nWe cannot refund this `we cannot help`.\n' > e.md
    positions . > found
    for file in a.po b.csv c.xlf d.html e.md; do
        grep -q "\"phrasing/refusal\".*\"file\":\"$file\"" found.jsonl || { echo "$file"; cat found.jsonl; false; }
    done
    [ "$(grep -c phrasing/refusal found.jsonl)" -eq 5 ]
    grep -q '"gratitude/closing".*e.md' found.jsonl
}

@test "placeholders are never words, and broken ones are told" {
    echo '{"placeholders":["customer.name","order.id"]}' > rapport.json
    printf '{"text":"Hello {{customer.name}} {order.id} %%{order.id} [[order.id]] $order.id$, thank you {{custmer.name}} {{ }} {{order.id"}' > a.json
    rapport lint -q -f jsonl a.json > found || true
    [ "$(grep -c template/placeholder found)" -eq 3 ]
    contains "$(cat found)" "did you mean customer.name?"
    contains "$(cat found)" "is not closed"
    ! grep -q 'template/letters' found
    printf '{"text":"{{MUST_PAY_NOW}} ASAP WE WILL SEE"}' > b.json
    rapport lint -q -f jsonl b.json | grep shouting | grep -vq MUST
}

@test "letters, bidi and doubled spaces are mended by --fix, once" {
    printf '{"lang":"fa","text":"سلام، خوش آمديد.  می روم \\u0643جا"}' > a.json
    printf '{"lang":"he","text":"המספר {{order.id}} {{agent.name}} הוא שלך. טלפון +972-52-1234567 כאן"}' > b.json
    printf '{"lang":"he","text":"שלום {{name}}, ההזמנה בדרך. מחיר 120 ש\\"ח."}' > fine.json
    rapport lint -q -f jsonl . > found || true
    grep -q '"template/letters".*"file":"a.json"' found
    grep -q '"template/bidi".*"file":"b.json"' found
    ! grep -q 'template/bidi.*fine.json' found
    mkdir ../before && cp ./*.json ../before/
    rapport lint -q --diff . > ../diff
    cmp a.json ../before/a.json
    rapport lint -q --fix . > /dev/null || true
    ! grep -q 'ي' a.json
    (cd ../before && patch -s -p1 < ../diff && cmp a.json ../here/a.json && cmp b.json ../here/b.json)
    rapport lint -q -f jsonl . > again || true
    ! grep -q '"fix"' again
    md5sum a.json b.json fine.json > sums
    rapport lint -q --fix . > /dev/null || true
    md5sum -c --quiet sums
    python3 -c 'import json; json.load(open("a.json", encoding="utf-8"))'
}

@test "variants: a missing language, other placeholders, other amounts" {
    echo '{"languages":["he","en"]}' > rapport.json
    mkdir he en
    printf 'Hello {{name}}, it costs 20 euros a month.' > en/price.md
    printf 'שלום {{nme}}, זה עולה 30 יורו לחודש.' > he/price.md
    printf 'Goodbye, thank you.' > en/bye.md
    rapport lint -q -f jsonl . > found || true
    grep -q '"template/variant".*en/bye.md.*has no variant in he' found
    grep -q '"template/variant".*he/price.md.*placeholders are nme here' found
    grep -q '"template/variant".*he/price.md.*amounts are 30 EUR here' found
}

@test "a suppression needs a reason, and one that suppresses nothing is told" {
    cat > a.yml <<'END'
en:
  # rapport-ignore phrasing/refusal: the law says so
  one: We cannot refund this.
  # rapport-ignore phrasing/refusal
  two: We cannot refund that.
  # rapport-ignore phrasing/blame: nothing here
  three: Hello.
END
    fails 1 rapport lint a.yml
    [ "$(grep -c refusal <<< "$output")" -eq 1 ]
    contains "$stderr" "a.yml:4: rapport-ignore needs a rule and a reason"
    contains "$stderr" "a.yml:6: nothing to suppress for"
    printf '{"rapport-ignore":"phrasing/refusal: the law","lang":"en","text":"We cannot refund this."}' > b.json
    fails 0 rapport lint b.json
}

@test "a baseline lets old texts live, and tells what is gone" {
    printf '{"a":"We cannot refund this.","b":"We cannot help you."}' > a.json
    fails 1 rapport lint a.json
    fails 0 rapport lint --baseline rapport-baseline.json --update-baseline a.json
    fails 0 rapport lint --baseline rapport-baseline.json a.json
    printf '{\n\n"a":"We cannot refund this.","b":"Hello.","c":"We cannot ship that."}' > a.json
    fails 1 rapport lint --baseline rapport-baseline.json a.json
    [ "$(grep -c 'phrasing/refusal' <<< "$output")" -eq 1 ]
    contains "$stderr" "that is gone"
    fails 2 rapport lint --baseline missing.json a.json
}

@test "what git ignores, and what has not changed, is left out" {
    git init -q . && git config user.email a@b && git config user.name n
    mkdir skip && echo skip/ > .gitignore
    printf '{"a":"We cannot refund this."}' | tee skip/a.json old.json > /dev/null
    git add . && git commit -qm one
    printf '{"a":"We cannot help you."}' > new.json
    rapport lint -q -f jsonl . > found || true
    ! grep -q skip/ found
    grep -q old.json found
    rapport lint -q -f jsonl --changed-since HEAD . > found || true
    ! grep -q old.json found
    grep -q new.json found
    fails 2 rapport lint --changed-since nosuch .
}

@test "every report has the same ids, statuses are those of the contract" {
    printf '{"a":"We cannot refund this.","b":"You must pay!!"}' > a.json
    rapport lint -q -f jsonl a.json > found || true
    [ "$(wc -l < found)" -ge 2 ]
    for format in sarif junit github gitlab checkstyle; do
        rapport lint -q -f "$format" a.json > report || true
        for id in $(grep -o '"id":"[0-9a-f]*"' found | cut -d'"' -f4); do
            [ "$format" = junit ] || grep -q "$id" report || { echo "$format $id"; cat report; false; }
        done
    done
    fails 0 rapport lint --fail-on critical a.json
    fails 1 rapport lint --fail-on minor a.json
    fails 2 rapport lint --nosuch a.json
    printf '{"a":' > b.json
    fails 3 rapport lint a.json b.json
    contains "$stderr" "b.json:1: column 6"
    fails 3 rapport lint nosuch.json
}

@test "patterns cross directories, and one file is looked at once" {
    mkdir -p x/y
    printf '{"a":"We cannot refund this."}' | tee x/a.json x/y/b.json > /dev/null
    rapport lint -q -f jsonl 'x/**/*.json' x/a.json > found || true
    [ "$(grep -c phrasing/refusal found)" -eq 2 ]
}

@test "the samples: all planted faults, and nothing else" {
    rapport lint -q -f jsonl --config "$SOURCE/samples/templates/rapport.json" "$SOURCE/samples/templates" > found || true
    python3 - "$SOURCE/samples/templates/" <<'END'
import json, sys
found = [json.loads(line) for line in open("found", encoding="utf-8")]
rows = ["\t".join([f["file"].removeprefix(sys.argv[1]), str(f["line"]), str(f["column"]), f["rule"],
                   "suppressed" if "suppressed" in f else "counts"]) for f in found]
planted = open(sys.argv[1] + "planted.tsv", encoding="utf-8").read().splitlines()
assert sorted(rows) == sorted(planted), set(rows) ^ set(planted)
END
}
