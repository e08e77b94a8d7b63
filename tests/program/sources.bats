# What no compiler minds and no reader sees.
load common

@test "no directional or invisible character in C and meson files" {
    run grep -rlP '[\x{00AD}\x{061C}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{206F}\x{FEFF}]' \
        --include='*.[ch]' --include='*.cc' --include=meson.build \
        "$SOURCE/core" "$SOURCE/include" "$SOURCE/plugins" "$SOURCE/samples" "$SOURCE/tests" "$SOURCE/meson.build"
    [ "$status" -eq 1 ] || { echo "$output"; false; }
}
