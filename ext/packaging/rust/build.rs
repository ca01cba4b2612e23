//! Compiles the amalgamation, one file of C, into the crate.

fn main() {
    println!("cargo:rerun-if-changed=c");
    let mut build = cc::Build::new();
    build.file("c/advocacy.c").include("c").define("SQLITE_CORE", None);
    // The compensated sums count on each operation being rounded by itself.
    build.flag_if_supported("-std=c11").flag_if_supported("-ffp-contract=off");
    build.opt_level(2).warnings(false).compile("advocacy");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").as_deref() == Ok("unix") {
        println!("cargo:rustc-link-lib=m");
    }
}
