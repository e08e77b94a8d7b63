# Exports of other systems: recognised, read, named, cut.
load common

EXAMPLES=$BATS_TEST_DIRNAME/../input_formats

@test "every example is read as a person reads it" {
    local failed=0 expected
    for expected in "$EXAMPLES"/*.expected; do
        rapport convert -q "${expected%.expected}" | python3 "$EXAMPLES/shape.py" > got || failed=1
        diff -u "$expected" got || failed=1
    done
    [ "$failed" -eq 0 ]
}

@test "every format has an example, and the examples are of all" {
    rapport formats | awk '{ print $1 }' | sort > formats
    [ "$(wc -l < formats)" -ge 24 ]
    rapport formats | grep -q '^vcon '
}

@test "a zip of one of each is audited, and findings name the members" {
    mkdir export
    for file in "$EXAMPLES"/*; do [[ $file == *.expected || $file == *.py ]] || cp "$file" export/; done
    printf 'GIF89a' > export/picture.gif
    printf 'Conversation ID,Time,Role,Message\n1,2026-10-03 09:00:00,customer,hello\n1,2026-10-03 09:01:00,agent,"Calm down, that is not my problem."\n' > export/rude.csv
    (cd export && zip -q ../export.zip ./*)
    fails 3 rapport audit -f jsonl export.zip
    contains "$output" '"source":"export.zip!rude.csv:2"'
    contains "$stderr" 'export.zip!picture.gif: holds no transcript'
    lacks "$stderr" 'is not JSON'
}

@test "--input-format overrides, an unknown one is refused with the list" {
    printf '[2026-10-03, 09:12] Rita: hello\n' > chat.txt
    [[ $(rapport convert -q --input-format whatsapp chat.txt) == *'"channel":"whatsapp"'* ]]
    [[ $(rapport convert -q chat.txt) == *'"channel":"signal"'* ]]
    fails 2 rapport audit --input-format nonsense chat.txt
    contains "$stderr" 'vcon'
    fails 3 rapport convert --input-format jsonl chat.txt
}

@test "--agent and the configuration say who is an agent" {
    printf '1/2/24, 10:00 - Dana: one\n1/2/24, 10:01 - Ann: two\n' > chat.txt
    [[ $(rapport convert -q chat.txt) == *'"role":"customer","from":"Dana"'* ]]
    [[ $(rapport convert -q --agent dana chat.txt) == *'"role":"agent","from":"Dana"'*'"role":"customer","from":"Ann"'* ]]
    echo '{"agents":["Dana"]}' > rapport.conf
    [[ $(rapport convert -q --config rapport.conf chat.txt) == *'"role":"agent","from":"Dana"'* ]]
}

@test "--columns names columns, by name or number" {
    printf 'k;when;who;what\n1;2026-10-03 09:00:00;agent;hi\n' > odd.csv
    [[ $(rapport convert -q --columns conversation=k,time=2,role=who,text=what odd.csv) == *'"id":"1"'*'"role":"agent","text":"hi"'* ]]
    fails 3 rapport convert --columns text=absent odd.csv
    contains "$stderr" 'odd.csv:1: there is no column "absent"'
    fails 2 rapport convert --columns colour=1 odd.csv
}

@test "tables in other character sets are the same table" {
    printf 'Conversation,Time,Role,Text\n1,2026-10-03 09:00:00,נציג,"שלום לכם, כאן שירות"\n' > he.csv
    printf 'Conversation,Time,Role,Text\n1,2026-10-03 09:00:00,کارشناس,"سلام به شما"\n' | sed 's/ی/ي/g' > fa.csv
    rapport convert -q he.csv > want
    iconv -f UTF-8 -t WINDOWS-1255 he.csv > he-1255.csv && rapport convert -q he-1255.csv | diff want -
    iconv -f UTF-8 -t UTF-16 he.csv > he-16.csv && rapport convert -q he-16.csv | diff want -
    iconv -f UTF-8 -t UTF-16BE he.csv > he-16be.csv && rapport convert -q he-16be.csv | diff want -
    rapport convert -q fa.csv | sed 's/ک/ك/g' > want
    sed 's/ک/ك/g' fa.csv | iconv -f UTF-8 -t WINDOWS-1256 > fa-1256.csv && rapport convert -q fa-1256.csv | diff want -
}

@test "convert writes compressed files that appear whole, and vCon that is read again" {
    rapport convert -q "$EXAMPLES/table.csv" > plain.jsonl
    for suffix in gz zst xz bz2; do
        rapport convert -q "$EXAMPLES/table.csv" -o "out.jsonl.$suffix"
        rapport convert -q "out.jsonl.$suffix" | diff plain.jsonl -
    done
    gzip -dc out.jsonl.gz | diff plain.jsonl -
    zstd -dqc out.jsonl.zst | diff plain.jsonl -
    rapport convert -q --to vcon "$EXAMPLES/table.csv" -o out.vcon.jsonl
    python3 -c 'import json,sys; v=[json.loads(l) for l in open(sys.argv[1])]; assert len(v)==2 and v[0]["dialog"][0]["type"]=="text" and v[0]["parties"][0]["role"]=="customer"' out.vcon.jsonl
    rapport convert -q out.vcon.jsonl | python3 "$EXAMPLES/shape.py" | grep '|' > again
    grep '|' "$EXAMPLES/table.csv.expected" | diff - again
    fails 2 rapport convert "$EXAMPLES/table.csv" -o nowhere/out.jsonl
}

@test "Slack: members of an archive belong together" {
    mkdir -p export/help
    echo '[{"id":"U1","team_id":"T","profile":{"display_name":"Ann"},"is_restricted":true},{"id":"U2","team_id":"T","profile":{"real_name":"Bo"}}]' > export/users.json
    echo '[{"id":"C1","name":"help","created":1,"creator":"U2","members":["U1","U2"]}]' > export/channels.json
    echo '[{"type":"message","user":"U1","text":"hello <@U2> &amp; all","ts":"1791018000.000100","thread_ts":"1791018000.000100"},{"type":"message","user":"U1","subtype":"channel_join","text":"joined","ts":"1791018001.0"}]' > export/help/2026-10-03.json
    echo '[{"type":"message","user":"U2","text":"Hi Ann","ts":"1791104400.000100","thread_ts":"1791018000.000100"},{"type":"message","bot_id":"B1","subtype":"bot_message","username":"Ping","text":"up","ts":"1791104500.0"}]' > export/help/2026-10-04.json
    (cd export && zip -qr ../slack.zip help channels.json users.json)
    rapport convert -q slack.zip | python3 "$EXAMPLES/shape.py" > got
    diff - got << 'END'
= help/1791018000.000100 slack -
2026-10-03T09:00:00Z|customer|Ann|hello @Bo & all
2026-10-04T09:00:00Z|agent|Bo|Hi Ann
= help/2026-10-04 slack -
2026-10-04T09:01:40Z|bot|Ping|up
END
}

@test "a broken export is named with its line, and what is whole is read" {
    printf '{"uuid":"1","parties":[{"role":"agent"}],"dialog":[{"type":"text","parties":[0],"start":"2026-10-03T09:00:00Z","body":"a"}]}\n{"uuid":"2","parties":[}\n{"uuid":"3","parties":[{"role":"agent"}],"dialog":[{"type":"text","parties":[0],"start":"2026-10-03T09:00:00Z","body":"b"}]}\n' > v.json
    fails 3 rapport convert -q v.json
    contains "$stderr" 'v.json:2: column 24: is not JSON'
    contains "$output" '"id":"1"'
    contains "$output" '"id":"3"'
}

@test "mails of a Maildir, and of a zip, are threads" {
    mkdir -p box/cur
    printf 'From: Ann <ann@example.org>\nDate: Sat, 03 Oct 2026 10:00:00 +0000\nSubject: a\nMessage-ID: <1@e>\n\nmy router is dead\n' > box/cur/1.M1.host:2,S
    printf 'From: Bo <bo@example.com>\nDate: Sat, 03 Oct 2026 11:00:00 +0000\nSubject: Re: a\nMessage-ID: <2@e>\nReferences: <0@e> <1@e>\n\nhello Ann\n' > box/cur/2.M2.host:2,S
    printf 'From: Eve <eve@example.org>\nDate: Sat, 03 Oct 2026 11:30:00 +0000\nSubject: b\nMessage-ID: <3@e>\n\nanother one\n' > box/cur/3.M3.host:2,S
    (cd box && zip -q ../box.zip cur/*)
    for input in box box.zip; do
        rapport convert -q "$input" | python3 "$EXAMPLES/shape.py" > got
        diff - got << 'END'
= 1@e email -
2026-10-03T10:00:00Z|customer|Ann|my router is dead
2026-10-03T11:00:00Z|agent|Bo|hello Ann
= 3@e email -
2026-10-03T11:30:00Z|customer|Eve|another one
END
    done
    rapport convert -q --agent @example.org box | grep -c '"role":"agent"' | grep -qx 2
}

@test "JSON may tell late what it is, in a file and from a pipe" {
    python3 -c 'import json; print(json.dumps({"text":"x "*100000,"language":"en","segments":[{"start":0.0,"text":"hi","no_speech_prob":0.1}]}))' > late.json
    [[ $(rapport convert -q late.json) == *'"text":"hi"'* ]]
    [[ $(rapport convert -q - < late.json) == *'"text":"hi"'* ]]
}
