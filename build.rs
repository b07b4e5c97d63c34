//! Links the released program statically where this machine can: the system takes longer to bring in shared libraries
//! than the program takes to answer a query.
//!
//! Cargo can ask for `crt-static` only for everything at once, and then macros do not build. So the linker is told by
//! itself; each library that Rust's own ones name is found here first, as a line that stands for its archive.
//! On other systems, where an archive is missing and with a linker of the user's choice, it is linked as usual.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// What Rust's libraries link on Linux, and the archives that stand for it.
const LIBRARIES: [(&str, &str); 7] = [
    ("gcc_s", "-l:libgcc_eh.a -l:libgcc.a -l:libc.a"),
    ("c", "-l:libc.a -l:libgcc_eh.a -l:libgcc.a"),
    ("m", "-l:libm.a"),
    ("rt", "-l:librt.a"),
    ("pthread", "-l:libpthread.a"),
    ("util", "-l:libutil.a"),
    ("dl", "-l:libdl.a"),
];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    let known = "x86_64-unknown-linux-gnu";
    let own_linker = env::var_os("RUSTC_LINKER").is_some()
        || env::var("CARGO_ENCODED_RUSTFLAGS")
            .is_ok_and(|flags| ["link", "crt-static"].iter().any(|word| flags.contains(word)));
    if !is("PROFILE", "release")
        || !is("HOST", known)
        || !is("TARGET", known)
        || own_linker
        || !has_archives()
    {
        return Ok(());
    }
    let folder = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for (name, archives) in LIBRARIES {
        fs::write(folder.join(format!("lib{name}.so")), format!("GROUP({archives})\n"))?;
    }
    for option in [format!("-L{}", folder.display()), "-static".to_owned(), "-no-pie".to_owned()] {
        println!("cargo::rustc-link-arg-bins={option}");
    }
    // Functions that came out alike are kept once: the linker that comes with Rust can do that.
    if has_own_linker() {
        println!("cargo::rustc-link-arg-bins=-Wl,--icf=all");
    }
    Ok(())
}

/// Whether the compiler comes with a linker of its own, which it then uses on this system.
fn has_own_linker() -> bool {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let Ok(found) = Command::new(rustc).args(["--print", "sysroot"]).output() else { return false };
    let sysroot = PathBuf::from(String::from_utf8_lossy(&found.stdout).trim());
    sysroot.join("lib/rustlib/x86_64-unknown-linux-gnu/bin/gcc-ld/ld.lld").is_file()
}

/// Whether the compiler has every archive, and the start of a program without shared libraries.
fn has_archives() -> bool {
    let archives = LIBRARIES.iter().flat_map(|(_, archives)| archives.split(' '));
    let mut files = archives.map(|archive| archive.trim_start_matches("-l:")).chain(["crtbeginT.o"]);
    files.all(|file| {
        // A name that the compiler does not know comes back as it is.
        let found = Command::new("cc").arg(format!("-print-file-name={file}")).output();
        found.is_ok_and(|found| Path::new(String::from_utf8_lossy(&found.stdout).trim()).is_absolute())
    })
}
