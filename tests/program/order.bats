# Threads, the order of files and members, and the locale leave no trace in a report.
load common

setup_file() {
    cd "$BATS_FILE_TMPDIR" || exit 1
    python3 "$BATS_TEST_DIRNAME/../bench/corpus.py" big.jsonl "${RAPPORT_TEST_MB:-8}" > /dev/null
    mkdir logs
    split -n l/12 --additional-suffix=.jsonl big.jsonl logs/part-
}

setup() {
    cd "$BATS_FILE_TMPDIR" || exit 1
}

# Everything a run writes but the time it took.
everything() {
    local name=$1
    shift
    rapport audit -o "$name.report" --verdicts "$name.verdicts" "$@" 2> "$name.errors" || [ $? -eq 3 ]
    sed -i 's/ in [0-9.]* s:/:/' "$name.errors"
    [ -s "$name.report" ] && [ -s "$name.verdicts" ]
}

same() {
    cmp "$1.report" "$2.report" && cmp "$1.verdicts" "$2.verdicts" && cmp "$1.errors" "$2.errors"
}

@test "one thread, two and seven" {
    tar -cf logs.tar logs
    everything one -j 1 logs.tar
    everything two -j 2 logs.tar
    everything seven -j 7 logs.tar
    same one two
    same one seven
}

@test "the same in JSON" {
    findings -j 1 logs > j1
    findings -j 7 logs > j7
    [ "$(wc -l < j1)" -gt 200 ]
    cmp j1 j7
}

@test "members in another order" {
    tar -cf sorted.tar logs/part-*
    mkdir -p other
    find logs -name 'part-*' | sort -r > names
    tar -cf other/sorted.tar -T names
    everything "$PWD/sorted" -j 2 sorted.tar
    (cd other && everything "$OLDPWD/reversed" -j 2 sorted.tar)
    same sorted reversed
}

@test "files in another order on the command line" {
    local parts=(logs/part-*)
    everything forth -j 2 "${parts[@]}"
    mapfile -t parts < <(printf '%s\n' "${parts[@]}" | sort -r)
    everything back -j 2 "${parts[@]}"
    same forth back
}

@test "the locale changes nothing" {
    LC_ALL=C everything c --ui en logs/part-aa.jsonl
    LC_ALL=he_IL.UTF-8 everything he --ui en logs/part-aa.jsonl
    LC_ALL=fa_IR.UTF-8 LC_CTYPE=tr_TR.UTF-8 LC_NUMERIC=de_DE.UTF-8 everything fa --ui en logs/part-aa.jsonl
    same c he
    same c fa
    LC_ALL=C everything c logs/part-aa.jsonl
    LC_ALL=he_IL.UTF-8 everything he logs/part-aa.jsonl
    same c he
}

@test "a small memory for temporary files is none: TMPDIR is left clean" {
    mkdir -p tmp
    TMPDIR=$PWD/tmp everything clean -j 2 logs
    [ -z "$(ls -A tmp)" ]
}
