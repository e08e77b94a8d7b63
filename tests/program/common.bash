# What all program tests share. RAPPORT is the program, SOURCE the source tree.
bats_require_minimum_version 1.5.0

SOURCE=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
RAPPORT=$(realpath "${RAPPORT:-$SOURCE/build/rapport}")
BUILD=$(dirname "$RAPPORT")
CORPUS=$SOURCE/tests/corpus
unset LC_MESSAGES NO_COLOR LC_ALL
export LANG=C.UTF-8

# Every test in a directory of its own, where no rapport.json lies about.
setup() {
    mkdir "$BATS_TEST_TMPDIR/here" && cd "$BATS_TEST_TMPDIR/here" || exit 1
}

rapport() {
    "$RAPPORT" "$@"
}

# Findings of a run as JSON lines, however it ends; problems are looked at elsewhere.
findings() {
    rapport audit -q -f jsonl "$@" 2>/dev/null || test $? -eq 3
}

# The same without the place, which differs between an archive and a file.
findings_anywhere() {
    findings "$@" | sed 's/"source":"[^"]*"/"source":""/g'
}

# A small conversation with one bad word, of the given id.
conversation() {
    printf '{"id":"%s","messages":[{"role":"customer","from":"u","text":"hello"},%s]}\n' "$1" \
        '{"role":"agent","from":"a","text":"Calm down, that is not my problem."}'
}

# fails STATUS COMMAND...: the command ends with that status. Its output is in $output and $stderr.
fails() {
    local want=$1
    shift
    run --separate-stderr "$@"
    if [ "$status" -ne "$want" ]; then
        printf 'status %s instead of %s\n%s\n%s\n' "$status" "$want" "$output" "$stderr"
        return 1
    fi
}

# contains TEXT PART: with the text shown where the part is missing.
contains() {
    [[ $1 == *"$2"* ]] || { printf 'no "%s" in:\n%s\n' "$2" "$1"; return 1; }
}

lacks() {
    [[ $1 != *"$2"* ]] || { printf '"%s" in:\n%s\n' "$2" "$1"; return 1; }
}
