# Makes the folder $checkout, which looks like the checkout after `make demo`, and goes there, to run what a README
# prints. Read in the folder of the demonstration with $here, $library and $ADVOCACY_SHELL set.
rm -rf "$checkout"
mkdir -p "$checkout/build/demo"
cp company.db "$checkout/build/demo"
cd "$checkout" || exit 1
ln -s "$here/sql" sql
for file in "$library".*; do cp "$file" build/; done
sqlite3() { command "$ADVOCACY_SHELL" -batch "$@"; }
run() {
    printf '$ %s\n' "$1"
    eval "$1"
}
