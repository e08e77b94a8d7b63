# Bad input: each part is named with its place, all the rest is audited, the status is 3.
load common

# The good conversations around the bad part, and their findings.
audited() {
    fails 3 rapport audit -f jsonl "$@"
    contains "$output" '"conversation":"before"'
}

line_between() {
    conversation before > log.jsonl
    cat >> log.jsonl
    conversation after >> log.jsonl
    audited log.jsonl
    contains "$output" '"conversation":"after"'
    contains "$stderr" "$1"
}

@test "a line that is no JSON" {
    line_between "log.jsonl:2: " < <(echo 'hello {')
    line_between "log.jsonl:2: " < <(echo '[1,2]')
    line_between "log.jsonl:2: " < <(echo '{"id":"x","messages":[]} trailing')
    line_between "log.jsonl:2: " < <(echo '{"id":"x","messages":[{"role":"agent","text":"cut')
}

@test "no messages, no id, messages of the wrong kind" {
    line_between "log.jsonl:2: .messages" < <(echo '{"id":"x"}')
    line_between "log.jsonl:2: .id" < <(echo '{"messages":[]}')
    line_between "log.jsonl:2: .messages" < <(echo '{"id":"x","messages":"none"}')
}

@test "invalid UTF-8" {
    line_between "log.jsonl:2: is not valid UTF-8" < <(printf '{"id":"x","messages":[{"role":"agent","text":"\xff"}]}\n')
    line_between "log.jsonl:2: is not valid UTF-8" < <(printf '{"id":"x","messages":[{"role":"agent","text":"\xed\xa0\x80"}]}\n')
}

@test "an unknown role" {
    line_between "log.jsonl:2: .messages[1].role" < <(echo '{"id":"x","messages":[{"role":"agent","from":"a","text":"Calm down."},{"role":"wizard","text":"hi"}]}')
    contains "$output" '"conversation":"x"'
}

@test "nesting over 64" {
    line_between "log.jsonl:2: " < <(python3 -c 'print("{\"id\":\"x\",\"messages\":[],\"n\":" + "[" * 70 + "]" * 70 + "}")')
    line_between "log.jsonl:2: " < <(python3 -c 'print("{\"id\":\"x\",\"messages\":[],\"n\":" + "[" * 100000 + "]" * 100000 + "}")')
}

@test "a time, a date and a number that are none" {
    line_between "log.jsonl:2: .messages[0].at" < <(echo '{"id":"x","messages":[{"at":"yesterday","role":"agent","from":"a","text":"Calm down."}]}')
    contains "$output" '"conversation":"x"'
}

@test "an id that was there before is a notice only, and both are audited" {
    { conversation c1; conversation c1; } > log.jsonl
    fails 0 rapport audit -f jsonl log.jsonl
    contains "$stderr" "log.jsonl:2: the conversation id c1"
    [ "$(grep -c phrasing/dismissive <<< "$output")" -eq 2 ]
}

# bats test_tags=slow
@test "a line of 65 MiB" {
    { conversation before; head -c $((65 << 20)) /dev/zero | tr '\0' x; echo; conversation after; } > log.jsonl
    audited log.jsonl
    contains "$output" '"conversation":"after"'
    contains "$stderr" "log.jsonl:2: "
}

@test "a truncated gzip, zstd, xz, bzip2" {
    for i in $(seq 2000); do conversation "c$i"; done > many.jsonl
    { conversation before; cat many.jsonl; } > log.jsonl
    for packer in gzip zstd xz bzip2; do
        "$packer" -c < log.jsonl > whole
        head -c $(($(stat -c %s whole) * 4 / 5)) whole > cut
        if [ "$packer" = gzip ]; then audited cut; else fails 3 rapport audit -f jsonl cut; fi
        contains "$stderr" "  cut: "
    done
}

@test "a truncated tar keeps the members before" {
    conversation before > a.jsonl
    for i in $(seq 200); do conversation "b$i"; done > b.jsonl
    tar -cf whole.tar a.jsonl b.jsonl
    head -c 6000 whole.tar > cut.tar
    audited cut.tar
    contains "$stderr" "cut.tar"
}

@test "a corrupt member of a zip; the others are read" {
    conversation before > a.jsonl
    for i in $(seq 200); do conversation "b$i"; done > b.jsonl
    conversation after > c.jsonl
    zip -q log.zip a.jsonl b.jsonl c.jsonl
    python3 - <<'END'
import zipfile
with zipfile.ZipFile("log.zip") as z:
    at = z.getinfo("b.jsonl").header_offset + 200
data = bytearray(open("log.zip", "rb").read())
for i in range(at, at + 20):
    data[i] ^= 0x5a
open("log.zip", "wb").write(data)
END
    audited log.zip
    contains "$output" '"conversation":"after"'
    contains "$stderr" "log.zip!b.jsonl"
}

@test "an encrypted member" {
    conversation before > a.jsonl
    conversation hidden > b.jsonl
    zip -q log.zip a.jsonl && zip -qP secret log.zip b.jsonl
    audited log.zip
    contains "$stderr" "log.zip!b.jsonl"
    lacks "$output" '"conversation":"hidden"'
}

@test "a bomb is stopped by --max-expand" {
    conversation before > a.jsonl
    { conversation bomb; head -c $((100 << 20)) /dev/zero | tr '\0' '\n'; } > b.jsonl
    conversation after > c.jsonl
    tar -cf - a.jsonl b.jsonl c.jsonl | zstd -q > log.tar.zst
    zip -q log.zip a.jsonl b.jsonl c.jsonl
    audited --max-expand 10 log.zip
    contains "$stderr" "log.zip!b.jsonl"
    contains "$output" '"conversation":"after"'
    fails 3 rapport audit -f jsonl --max-expand 50M log.tar.zst
    contains "$stderr" "log.tar.zst!b.jsonl"
    contains "$output" '"conversation":"before"'
    fails 0 rapport audit -f jsonl --max-expand 1000000 log.zip
}

@test "members that hold no transcript are named" {
    conversation before > a.jsonl
    echo "just words" > notes.txt
    tar -cf log.tar a.jsonl notes.txt
    audited log.tar
    contains "$stderr" "log.tar!notes.txt"
}

@test "paths that cannot be read" {
    conversation before > log.jsonl
    audited nowhere.jsonl log.jsonl
    contains "$stderr" "nowhere.jsonl: "
    if [ "$(id -u)" -ne 0 ]; then
        conversation x > closed.jsonl && chmod 0 closed.jsonl
        audited closed.jsonl log.jsonl
        contains "$stderr" "closed.jsonl: "
    fi
}

@test "a link that leads into itself ends" {
    mkdir d && conversation before > d/a.jsonl && ln -s . d/loop
    run --separate-stderr timeout 20 "$RAPPORT" audit -f jsonl d
    [ "$status" -ne 124 ]
    [ "$(grep -c phrasing/dismissive <<< "$output")" -eq 1 ]
}

@test "bad parts are named in the order of their places" {
    mkdir d
    { conversation before; echo bad; echo worse; } > d/b.jsonl
    echo bad > d/a.jsonl
    audited d
    [ "$(grep -o 'd/[ab].jsonl:[0-9]' <<< "$stderr" | tr '\n' ' ')" = "d/a.jsonl:1 d/b.jsonl:2 d/b.jsonl:3 " ]
}
