# Makes the folder $checkout, which looks like the checkout after `make demo`, and goes there, to run what a README
# prints. Read in the folder of the demonstration with $here, $library and $ADVOCACY_SHELL set. What prints nothing of the
# company may set $company, to a smaller one.
rm -rf "$checkout"
mkdir -p "$checkout/build/demo"
cp "${company:-company.db}" "$checkout/build/demo/company.db"
cd "$checkout" || exit 1
ln -s "$here/sql" sql
for file in "$library".*; do cp "$file" build/; done
sqlite3() { command "$ADVOCACY_SHELL" -batch "$@"; }
run() {
    printf '$ %s\n' "$1"
    eval "$1"
}
