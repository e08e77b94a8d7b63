# However a log is packed, what is found in it is the same.
load common

setup_file() {
    cd "$BATS_FILE_TMPDIR" || exit 1
    mkdir -p logs/2026
    cp "$BATS_TEST_DIRNAME/../corpus/en/transcripts.jsonl" logs/2026/en.jsonl
    cp "$BATS_TEST_DIRNAME/../corpus/fa/transcripts.jsonl" logs/2026/fa.jsonl
    cp "$BATS_TEST_DIRNAME/../corpus/he/transcripts.jsonl" logs/2026/he.jsonl
    cat logs/2026/*.jsonl > all.jsonl
}

setup() {
    cd "$BATS_FILE_TMPDIR" || exit 1
    [ -s expected ] || findings_anywhere logs > expected
    [ "$(wc -l < expected)" -gt 100 ]
}

same_as_directory() {
    findings_anywhere "$@" > "$BATS_TEST_TMPDIR/got"
    diff expected "$BATS_TEST_TMPDIR/got"
}

@test "one plain file holds what the directory holds" {
    same_as_directory all.jsonl
}

@test "gzip, zstd, xz, bzip2" {
    gzip -kf all.jsonl && same_as_directory all.jsonl.gz
    zstd -qkf all.jsonl && same_as_directory all.jsonl.zst
    xz -kf all.jsonl && same_as_directory all.jsonl.xz
    bzip2 -kf all.jsonl && same_as_directory all.jsonl.bz2
}

@test "gzip of several members" {
    for name in en fa he; do gzip -c "logs/2026/$name.jsonl"; done > members.gz
    same_as_directory members.gz
}

# A line of exactly as many bytes, that ends in a bad word which must not be lost.
line_of() {
    local head='{"id":"c","messages":[{"role":"agent","text":"' tail=' Calm down."}]}'
    printf '%s%0*d%s\n' "$head" "$(($1 - ${#head} - ${#tail} - 1))" 0 "$tail"
}

@test "gzip of sizes around the blocks it is unpacked in, stored, packed and in members" {
    local size level
    for size in 262143 262144 262145 524288 524289; do
        line_of "$size" > block.jsonl
        [ "$(wc -c < block.jsonl)" -eq "$size" ]
        for level in -1 -9; do
            gzip -c "$level" block.jsonl > block.gz
            [ "$(findings block.gz | wc -l)" -ge 1 ]
            cat block.gz block.gz > two.gz
            [ "$(findings two.gz | grep -c dismissive)" -eq 2 ]
        done
        head -c -1 block.gz > cut.gz
        fails 3 rapport audit cut.gz
        contains "$stderr" "cut short"
    done
}

@test "standard input, plain and compressed" {
    findings_anywhere - < all.jsonl | diff expected -
    zstd -qc all.jsonl | findings_anywhere - | diff expected -
    tar -cf - logs/2026/en.jsonl logs/2026/fa.jsonl logs/2026/he.jsonl | findings_anywhere - | diff expected -
}

@test "tar: ustar, pax, gnu" {
    for format in ustar pax gnu; do
        tar -cf "$format.tar" --format="$format" logs
        same_as_directory "$format.tar"
    done
}

@test "tar.gz, tar.zst, tar.xz, tar.bz2" {
    tar -czf all.tar.gz logs && same_as_directory all.tar.gz
    tar -cf all.tar.zst --zstd logs && same_as_directory all.tar.zst
    tar -cJf all.tar.xz logs && same_as_directory all.tar.xz
    tar -cjf all.tar.bz2 logs && same_as_directory all.tar.bz2
}

@test "zip, stored and deflated, and from a pipe" {
    rm -f stored.zip deflated.zip
    zip -q0r stored.zip logs && same_as_directory stored.zip
    zip -qr deflated.zip logs && same_as_directory deflated.zip
    findings_anywhere - < deflated.zip | diff expected -
}

@test "7z" {
    rm -f all.7z
    7z a -bd all.7z logs > /dev/null
    same_as_directory all.7z
}

@test "compressed members of a tar" {
    rm -rf packed && cp -r logs packed && gzip packed/2026/en.jsonl
    zstd -q --rm packed/2026/fa.jsonl && xz packed/2026/he.jsonl
    tar -cf packed.tar packed
    same_as_directory packed.tar
}

@test "the place names archive, member and line" {
    tar -cf place.tar logs/2026/en.jsonl
    findings place.tar > place
    grep -q '"source":"place.tar!logs/2026/en.jsonl:[0-9]*"' place
    findings all.jsonl | grep -q '"source":"all.jsonl:[0-9]*"'
}

@test "a file's extension says nothing" {
    gzip -c all.jsonl > all.txt
    same_as_directory all.txt
}
