# Exports of other systems: recognised by content, read, audited, converted.
load common

FORMATS=$BATS_TEST_DIRNAME/../formats

names() {
    grep -v '^#' "$FORMATS/expected.tsv" | cut -f1
}

@test "convert: every example has the conversations, messages, roles and times that stand in it" {
    for name in $(names); do
        rapport convert -o out.jsonl "$FORMATS/$name" 2> /dev/null
        python3 "$FORMATS/check.py" out.jsonl "$name"
    done
}

@test "a zip of all of them is audited as its members are" {
    cp "$FORMATS"/*.* .
    rm ./*.py expected.tsv
    zip -q ../all.zip ./*
    rapport convert ../all.zip 2> /dev/null | sort > from-zip
    rapport convert . 2> /dev/null | sed "s|\"id\":\"\./|\"id\":\"../all.zip!|" | sort > from-files
    [ "$(wc -l < from-zip)" -eq "$(grep -v '^#' "$FORMATS/expected.tsv" | cut -f2 | paste -sd+ | bc)" ]
    fails 0 rapport audit -q -f jsonl ../all.zip
    contains "$output" '"source":"../all.zip!'
}

@test "names do not matter, content does" {
    cp "$FORMATS/whatsapp-ios-he.txt" a.json
    cp "$FORMATS/table-en.csv" b
    cp "$FORMATS/vcon-text-he.json" c.txt
    for pair in a.json:whatsapp-ios-he.txt b:table-en.csv c.txt:vcon-text-he.json; do
        rapport convert "${pair%%:*}" | sed "s|\"id\":\"${pair%%:*}|\"id\":\"${pair##*:}|" > out.jsonl
        python3 "$FORMATS/check.py" out.jsonl "${pair##*:}"
    done
}

@test "what no format recognises is named and skipped" {
    conversation c1 > good.jsonl
    printf 'just some notes\n' > notes.txt
    printf '{\n "name": "x",\n "version": 1\n}\n' > package.json
    zip -q logs.zip good.jsonl notes.txt package.json
    fails 3 rapport audit -f jsonl logs.zip
    contains "$stderr" "logs.zip!notes.txt: holds no transcript"
    contains "$stderr" "logs.zip!package.json: holds no transcript"
    contains "$stderr" "1 conversation"
}

@test "a damaged export is told with its place, and the whole ones beside it are read" {
    head -c 400 "$FORMATS/chatwoot-he.json" > cut.json
    cp "$FORMATS/livechat-en.json" whole.json
    fails 3 rapport audit cut.json whole.json
    contains "$stderr" "cut.json:"
    contains "$stderr" "column"
    contains "$stderr" "1 conversation"
}

@test "--input-format reads all as one format, and knows its names" {
    printf 'a;b\nhello;x\n' > odd.txt
    fails 3 rapport audit --input-format vcon odd.txt
    fails 2 rapport audit --input-format whatsap odd.txt
    contains "$stderr" "did you mean whatsapp?"
    rapport formats > list
    for name in vcon contact-lens whatsapp telegram slack chatwoot intercom zendesk genesys livechat speech subtitles csv; do
        grep -q "^$name " list
    done
}

@test "--agent and agents of the configuration say who answers" {
    printf '3/28/26, 8:50 PM - Maya: Open tomorrow?\n3/28/26, 8:51 PM - Toby: Who knows\n3/28/26, 8:52 PM - Ann: me\n' > chat.txt
    [ "$(rapport convert chat.txt | grep -o '"role":"agent"' | wc -l)" -eq 2 ]
    [ "$(rapport convert --agent toby chat.txt | grep -o '"role":"agent"' | wc -l)" -eq 1 ]
    echo '{"agents":["Maya","Ann"]}' > c.json
    [ "$(rapport convert --config c.json chat.txt | grep -o '"role":"agent"' | wc -l)" -eq 2 ]
    rapport convert --config c.json chat.txt | grep -q '"role":"agent"[^}]*"name":"Maya"'
}

@test "--columns names the columns of a table" {
    printf 'Fall,Wer,Was\n1,customer,hello\n1,agent,goodbye\n' > t.csv
    fails 3 rapport convert t.csv
    rapport convert --columns conversation=Fall,role=Wer,text=Was t.csv > out
    contains "$(cat out)" '"text":"goodbye"'
    fails 2 rapport convert --columns colour=Wer t.csv
}

@test "convert -o compresses as the name says, the same bytes each time" {
    for ending in gz zst xz bz2; do
        rapport convert -o "out.jsonl.$ending" "$FORMATS/table-en.csv"
        rapport convert -o "again.jsonl.$ending" "$FORMATS/table-en.csv"
        cmp "out.jsonl.$ending" "again.jsonl.$ending"
    done
    rapport convert "$FORMATS/table-en.csv" > plain
    gzip -dc out.jsonl.gz | cmp - plain
    zstd -dcq out.jsonl.zst | cmp - plain
    xz -dc out.jsonl.xz | cmp - plain
    bzip2 -dc out.jsonl.bz2 | cmp - plain
}

@test "convert --to vcon: what was said comes back" {
    cat "$CORPUS/en/transcripts.jsonl" > log.jsonl
    rapport convert --to vcon -o out.jsonl log.jsonl
    rapport convert -o back.jsonl out.jsonl
    python3 - <<'END'
import json
def said(path):
    return [[(m["role"], m["text"]) for m in json.loads(line)["messages"] if m.get("text") and m["role"] != "system"]
            for line in open(path, encoding="utf-8")]
assert said("log.jsonl") == said("back.jsonl")
for line in open("out.jsonl", encoding="utf-8"):
    vcon = json.loads(line)
    assert vcon["vcon"] and len(vcon["uuid"]) == 36 and vcon["parties"], vcon
    for dialog in vcon["dialog"]:
        assert all(0 <= p < len(vcon["parties"]) for p in dialog.get("parties", [])), dialog
END
}
