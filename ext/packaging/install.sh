#!/bin/sh
# Installs what was built, or removes it again. `make install` and `make uninstall` call it.
# usage: install.sh install|uninstall
# Everything comes from the environment: BUILD, LIBRARY (the file's name), VERSION, SOURCE_DATE_EPOCH, DESTDIR, and the
# folders PREFIX, LIBDIR, INCLUDEDIR, DATADIR, MANDIR as they will be without DESTDIR.
set -eu
here=$(dirname "$0")

# below_prefix FOLDER: as advocacy.pc writes it, so that the tree can be moved.
below_prefix() {
    case $1 in
    "$PREFIX"/*) printf '%s' "\${prefix}${1#"$PREFIX"}" ;;
    *) printf '%s' "$1" ;;
    esac | sed 's/[&|\\]/\\&/g'
}

# put MODE FILE FOLDER
put() {
    install -d -- "$DESTDIR$3"
    install -m "$1" -- "$2" "$DESTDIR$3/$(basename -- "$2")"
    echo "$DESTDIR$3/$(basename -- "$2")"
}

case $1 in
install)
    put 755 "$BUILD/$LIBRARY" "$LIBDIR"
    put 644 "$BUILD/libadvocacy.a" "$LIBDIR"
    put 644 "$BUILD/amalgamation/advocacy.h" "$INCLUDEDIR"
    install -d -- "$DESTDIR$LIBDIR/pkgconfig"
    sed -e "s|@PREFIX@|$(printf '%s' "$PREFIX" | sed 's/[&|\\]/\\&/g')|" -e "s|@LIBDIR@|$(below_prefix "$LIBDIR")|" \
        -e "s|@INCLUDEDIR@|$(below_prefix "$INCLUDEDIR")|" -e "s|@LIBRARY@|$LIBRARY|" -e "s|@VERSION@|$VERSION|" \
        "$here/advocacy.pc.in" >"$DESTDIR$LIBDIR/pkgconfig/advocacy.pc"
    chmod 644 -- "$DESTDIR$LIBDIR/pkgconfig/advocacy.pc"
    echo "$DESTDIR$LIBDIR/pkgconfig/advocacy.pc"
    # SQLite adds the suffix.
    sh "$here/share.sh" "$DESTDIR" "$DATADIR" "$MANDIR" "$LIBDIR/${LIBRARY%.*}"
    ;;
uninstall)
    rm -f -- "$DESTDIR$LIBDIR/$LIBRARY" "$DESTDIR$LIBDIR/libadvocacy.a" "$DESTDIR$LIBDIR/pkgconfig/advocacy.pc" \
        "$DESTDIR$INCLUDEDIR/advocacy.h" "$DESTDIR$MANDIR/man7/advocacy.7"
    rm -rf -- "$DESTDIR$DATADIR/advocacy"
    ;;
*)
    echo "usage: install.sh install|uninstall" >&2
    exit 2
    ;;
esac
