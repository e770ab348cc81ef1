# shellcheck shell=bash
# Which rustc builds host and Wasm, and where the Wasm standard library comes from. Sourced by setup.sh.
# Expects setup_mode. Exports, where they are needed: RUSTUP_TOOLCHAIN, MOTCUA_WASM_SYSROOT (a plain standard library, when
# rustc brings none) and MOTCUA_SMALL_SYSROOT (one built for size, for release builds).

DEBIAN_RUST=(rustc-web cargo-web rust-web-src rust-web-llvm lld-22 rust-web-clippy rustfmt-web)
WASM=wasm32-unknown-unknown

# MOTCUA_RUST=debian takes the second way even where the first works. A machine that took it
# once does not ask rustup again.
choose_toolchain() {
  local debian=$MOTCUA_CACHE/stamps/debian-rust
  if [[ ${MOTCUA_RUST:-} != debian ]]; then
    rustup_suffices && return 0
    if [[ ! -e $debian ]]; then
      step 'wasm32 target from rustup' rustup_additions && return 0
      printf '  rustup has no %s here: taking the Debian toolchain\n' "$WASM"
    fi
  fi
  use_debian_toolchain
  touch "$debian"
}

rustup_suffices() {
  is_new_enough && has_wasm_std || return
  [[ $setup_mode != test ]] || { cargo clippy --version && cargo fmt --version; } >/dev/null 2>&1
}

rustup_additions() {
  timeout 60 rustup target add "$WASM" || return
  [[ $setup_mode != test ]] || timeout 60 rustup component add clippy rustfmt || return
  rustup_suffices
}

is_new_enough() {
  local wanted
  wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$MOTCUA_ROOT/Cargo.toml")
  printf '%s\n' "$wanted" "$(rustc --version | cut -d' ' -f2)" | sort --version-sort --check=quiet
}

has_wasm_std() {
  compgen -G "$(rustc --print target-libdir --target "$WASM")/libcore-*.rlib" >/dev/null
}

use_debian_toolchain() {
  local package missing=()
  for package in "${DEBIAN_RUST[@]}"; do
    [[ $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) == 'install ok installed' ]] || missing+=("$package")
  done
  [[ ${#missing[@]} -eq 0 ]] || apt_install 'Debian rustc with Wasm' "${missing[@]}"
  rustup toolchain list | grep -q '^motcua-debian' || rustup toolchain link motcua-debian /usr
  export RUSTUP_TOOLCHAIN=motcua-debian
  # rustc's own lld is left out of the Debian package: Wasm and host are linked by lld-22.
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=/usr/lib/llvm-22/bin/wasm-ld
  export CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUSTFLAGS='-Clink-arg=-B/usr/lib/llvm-22/bin -Clink-arg=-fuse-ld=lld'
  sysroot_of abort ''
  [[ -n $built_sysroot ]] || die 'The standard library for Wasm could not be built'
  export MOTCUA_WASM_SYSROOT=$built_sysroot
}

# Only a release needs it, and without it a release is merely a tenth larger.
install_small_std() {
  [[ $setup_mode != test ]] || return 0
  sysroot_of immediate-abort ' for size' optimize_for_size
  [[ -n $built_sysroot ]] || return 0
  export MOTCUA_SMALL_SYSROOT=$built_sysroot
}

# sysroot_of PANIC LABEL [FEATURE]: builds that standard library once per compiler, and sets
# built_sysroot to it, or to nothing when it cannot be built here. A failure is not retried by
# every later run, but by the next compiler, another recipe or an emptied cache.
sysroot_of() {
  local key
  key=$1-$({ rustc --version; cat "$MOTCUA_ROOT/tools/build-std.sh"; } | sha256sum | cut -c1-16)
  built_sysroot=$MOTCUA_CACHE/std/$key
  if [[ ! -e $built_sysroot/done && ! -e $built_sysroot/failed ]]; then
    mkdir -p "$built_sysroot"
    if step "wasm32 std$2" build_std "$built_sysroot/lib/rustlib/$WASM/lib" "$1" "compiler-builtins-mem ${3:-}"; then
      touch "$built_sysroot/done"
    else
      touch "$built_sysroot/failed"
    fi
  fi
  [[ -e $built_sysroot/done ]] || built_sysroot=
}
