# shellcheck shell=bash
# Builds the standard library for Wasm from its source. Sourced by toolchain.sh.

# build_std TARGET_LIBDIR PANIC FEATURES: with PANIC `abort` (plain) or `immediate-abort`
# (no panic messages and no formatting code for them, about a tenth less to download).
build_std() {
  local libdir=$1 panic=$2 features=$3 work library
  library=$(rustc --print sysroot)/lib/rustlib/src/rust/library
  [[ -d $library ]] || { rustup component add rust-src && [[ -d $library ]]; } || return
  work=$MOTCUA_CACHE/std-build
  rm -rf "$work"
  mkdir -p "$work" && cp -rL "$library" "$work/library" || return
  std_cargo "$work" "$panic" "$features" || return
  mkdir -p "$libdir" && cp "$work"/target/"$WASM"/release/deps/*.rlib "$libdir/" || return
  rm -rf "$work"
}

# In a subshell, because the directory is removed afterwards.
std_cargo() (
  # Bitcode is what link-time optimisation reads.
  flags="-Zforce-unstable-if-unmarked -Cembed-bitcode=yes -Cpanic=$2"
  level=3
  [[ $2 == abort ]] || { flags+=' -Zunstable-options'; level=z; }
  cd "$1/library" || exit
  RUSTC_BOOTSTRAP=1 RUSTFLAGS=$flags CARGO_TARGET_DIR="$1/target" \
    CARGO_PROFILE_RELEASE_OPT_LEVEL=$level CARGO_PROFILE_RELEASE_DEBUG=0 \
    cargo build --release --target "$WASM" -p sysroot --features "$3"
)
