# Plugins from elsewhere: refused with a reason, survived when they fail, built without our tree.
load common

BAD=$BUILD/tests

log_of_ten() {
    for i in $(seq 0 9); do conversation "c$i"; done > log.jsonl
}

@test "plugins lists what is loaded" {
    fails 0 rapport plugins
    for plugin in transfers quotes phrasing gratitude empathy listening closing personal guidance; do contains "$output" "$plugin 1.0"; done
    contains "$output" "transfers/ping-pong"
    echo '{"rules":{"quotes/within":"off"}}' > c.json
    fails 0 rapport plugins --config c.json
    [[ $output =~ quotes/within\ +off ]]
}

@test "a bad plugin is refused with its file and the reason" {
    conversation c1 > log.jsonl
    refused() {
        fails 2 rapport audit --plugin-path "$BAD/$1.so" -o out log.jsonl
        contains "$stderr" "$1.so: $2"
        [ ! -e out ]
    }
    refused no_symbol "not a rapport plugin: has no rapport_plugin_entry"
    refused no_descriptor "rapport_plugin_entry gives no descriptor"
    refused wrong_magic "not a rapport plugin"
    refused other_major "needs host 2.0, this is 1."
    refused newer_minor "needs host 1.5, this is 1."
    refused short_table "descriptor of"
    refused long_used_tail ""
    refused half_pair ""
    refused duplicate_rule ""
    refused undefined_symbol ""
    fails 2 rapport audit --plugin-path "$BAD/same_id.so" log.jsonl
    contains "$stderr" 'phrasing.so: id "phrasing" is taken by'
    contains "$stderr" "same_id.so"
    fails 2 rapport audit --plugin-path nowhere.so log.jsonl
    contains "$stderr" "nowhere.so"
    conversation c1 > text.so
    fails 2 rapport plugins --plugin-path ./text.so
}

@test "a later header's plugin that uses nothing new is loaded" {
    fails 0 rapport plugins --plugin-path "$BAD/long_zero_tail.so"
    contains "$output" "long-zero-tail"
}

@test "a plugin that fails is named, its rules are unchecked, the others go on" {
    log_of_ten
    findings log.jsonl > expected
    fails 3 rapport audit -f jsonl --verdicts verdicts --plugin-path "$BAD/fails_midway.so" log.jsonl
    printf '%s\n' "$output" | grep -v '"rule":"bad/' | cmp - expected
    [ "$(grep -c '"rule":"bad/fails-midway"' <<< "$output")" -eq 5 ]
    [ "$(grep -c '"rule":"bad/fails-midway","verdict":"unchecked"' verdicts)" -eq 5 ]
    [ "$(grep -c '"rule":"bad/fails-midway","verdict":"fail"' verdicts)" -eq 5 ]
    contains "$stderr" "log.jsonl:2: plugin fails-midway could not judge this: this conversation is odd"
    lacks "$stderr" "log.jsonl:1: plugin"
}

@test "a plugin that gives up is opened again" {
    log_of_ten
    findings log.jsonl > expected
    fails 3 rapport audit -f jsonl -j 1 --plugin-path "$BAD/fatal_midway.so" log.jsonl
    printf '%s\n' "$output" | cmp - expected
    contains "$stderr" "log.jsonl:4: plugin fatal-midway could not judge this: the dictionary is gone"
    [ "$(grep -c 'plugin fatal-midway' <<< "$stderr")" -eq 1 ]
}

@test "a status that no version has" {
    log_of_ten
    fails 3 rapport audit -f jsonl --verdicts verdicts --plugin-path "$BAD/odd_status.so" log.jsonl
    contains "$stderr" "plugin odd-status returned an unknown status"
    [ "$(grep -c '"rule":"bad/odd-status","verdict":"unchecked"' verdicts)" -eq 10 ]
    lacks "$(cat verdicts)" '"rule":"bad/odd-status","verdict":"pass"'
}

@test "spans that do not exist are refused, and that is told" {
    log_of_ten
    findings log.jsonl > expected
    fails 3 rapport audit -f jsonl --plugin-path "$BAD/bad_span.so" log.jsonl
    printf '%s\n' "$output" | cmp - expected
    contains "$stderr" "log.jsonl:1: plugin bad-span broke the contract"
    lacks "$stderr" "took a"
}

@test "a plugin that emits after its conversation changes nothing" {
    log_of_ten
    findings log.jsonl > expected
    run --separate-stderr rapport audit -f jsonl --plugin-path "$BAD/emits_after.so" log.jsonl
    [ "$status" -eq 0 ] || [ "$status" -eq 3 ]
    printf '%s\n' "$output" | cmp - expected
}

@test "a plugin that crashes leaves the old report" {
    log_of_ten
    echo old > out
    run bash -c 'ulimit -c 0; exec "$1" audit -o out --plugin-path "$2" log.jsonl' - "$RAPPORT" "$BAD/crashes.so"
    [ "$status" -gt 3 ] || [ "$status" -eq 1 ]
    [ "$(cat out)" = old ]
}

@test "the sample plugin is built out of the tree, against an installed rapport" {
    [ -e "$BUILD/build.ninja" ] || skip "not a build directory"
    case $(basename "$BUILD") in build-*) skip "built with a checker" ;; esac
    DESTDIR=$PWD/root meson install -C "$BUILD" --no-rebuild > install.log
    local pc
    pc=$(find root -name rapport.pc)
    cp -r "$SOURCE/samples/plugin" plugin
    export PKG_CONFIG_PATH=$PWD/${pc%/*} PKG_CONFIG_SYSROOT_DIR=$PWD/root
    make -C plugin
    local installed
    installed=$(find root -type f -name rapport -perm -u+x)
    cat > log.jsonl <<'END'
{"id":"p","messages":[{"role":"customer","text":"hi"},{"role":"agent","from":"a","text":"What is your order number?"}]}
{"id":"q","messages":[{"role":"customer","text":"hi"},{"role":"agent","from":"a","text":"What is your order number? Thank you."}]}
END
    conversation r >> log.jsonl
    local rules
    rules=$(dirname "$(find root -name cues.json)")
    # the directories are those of the prefix, which here lies below a root: so they are named
    local plugins
    plugins=$(dirname "$(find root -name transfers.so)")
    run --separate-stderr "$installed" audit -f jsonl --rules "$rules" --plugin-path "$plugins" \
        --plugin-path plugin/politeness.so --verdicts verdicts log.jsonl
    [ "$status" -eq 0 ]
    [ "$(grep -c '"rule":"sample/please"' <<< "$output")" -eq 1 ]
    contains "$output" '"rule":"sample/please","severity":"info","conversation":"p","message":1,"agent":"a"'
    contains "$output" '"rule":"phrasing/dismissive","severity":"critical","conversation":"r"'
    contains "$(cat verdicts)" '{"conversation":"q","rule":"sample/please","verdict":"pass","agent":"a"}'
    [ -e "$(find root -name rapport.1)" ]
}

# bats test_tags=slow
@test "an installed rapport finds its rules and plugins by itself" {
    [ -e "$BUILD/build.ninja" ] || skip "not a build directory"
    case $(basename "$BUILD") in build-*) skip "built with a checker" ;; esac
    # the source is where the build says that it is
    local source
    source=$(meson introspect "$BUILD" --projectinfo > /dev/null && sed -n 's/.*"source": "\([^"]*\)".*/\1/p' \
        "$BUILD/meson-info/meson-info.json" | head -n 1)
    meson setup b "$source" --prefix "$PWD/prefix" -Dbuildtype=debug -Doptimization=0 > log 2>&1 || { cat log; false; }
    ninja -C b rapport $(ninja -C b -t targets all | sed -n 's,^\(plugins/[a-z]*\.so\):.*,\1,p') > log 2>&1 || { cat log; false; }
    meson install -C b --no-rebuild > log 2>&1 || { cat log; false; }
    conversation c1 > log.jsonl
    rm -rf b
    fails 0 prefix/bin/rapport plugins
    contains "$output" "$PWD/prefix/"
    contains "$output" "transfers/cold"
    fails 0 prefix/bin/rapport audit log.jsonl
    contains "$output" "phrasing/dismissive"
}
