# What install.sh and run.sh share.
# shellcheck shell=sh

timeout=$(command -v timeout || command -v gtimeout || true)

# What is started is ended with this script.
child=
trap '[ -z "$child" ] || kill "$child" 2>/dev/null' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# limit SECONDS COMMAND...: runs it, but no longer.
limit() {
    if [ -n "$timeout" ]; then
        "$timeout" -k 5 "$@" </dev/null &
    else
        perl -e 'alarm shift; exec @ARGV or exit 127' "$@" </dev/null &
    fi
    child=$!
    wait "$child"
    limited=$?
    child=
    return "$limited"
}

has() {
    command -v "$1" >/dev/null 2>&1
}

# The Node that is used: the system's if it is new enough, else the one from npm. In build/hosts.
find_node() {
    for node in node ./node/node_modules/node-*/bin/node; do
        if "$node" -e 'require("node:sqlite").DatabaseSync.prototype.loadExtension || process.exit(1)' >/dev/null 2>&1; then
            return 0
        fi
    done
    node=
    return 1
}
