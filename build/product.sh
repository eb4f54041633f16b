# shellcheck shell=bash
# Sourced after common.sh: brings the runnable product up to date.
#
# Each build takes a copy of the sources, compiles it apart, and ends with a rename to cli/target/product/HASH, where HASH
# is that of the sources. So code that runs is never older than the sources, a deleted file leaves nothing behind, a load
# test that is running keeps its jars while another one builds, and Maven runs by hand do not come into it.

: "${root:?}"

# ensure_product: sets $product to the folder of jars built from the sources as they are now.
ensure_product() {
  local products=$root/cli/target/product
  product=$products/$(product_files "$root" | digest "$root")
  if [ -d "$product" ]; then return; fi
  mkdir -p "$products"
  # The lock only spares the second of two simultaneous builds; without flock (macOS) both build, and one rename wins.
  exec 9>"$products/lock"
  if command -v flock >/dev/null; then
    flock 9
    rm -rf "$products"/build.?????? # of a build that was killed: nobody else is building now
  fi
  if [ ! -d "$product" ]; then build_product "$products"; fi
  exec 9>&-
}

build_product() {
  local work log=$1/build.log
  echo "building llm-loadtest (about a minute) ..." >&2
  work=$(mktemp -d "$1/build.XXXXXX")
  # shellcheck disable=SC2064 # the value of now
  trap "rm -rf '$work'" EXIT
  product_files "$root" >"$work/.files"
  (cd "$root" && tar -cf - -T "$work/.files") | tar -xf - -C "$work"
  # Sources may have changed since the first look: what counts is the copy.
  product=$1/$(digest "$work" <"$work/.files")
  if ! (cd "$work" && run_maven --no-transfer-progress -Prun-only -pl cli -am package -Dmaven.test.skip) </dev/null >"$log" 2>&1; then
    grep -E "^\[(ERROR|WARNING)\]" "$log" >&2 || cat "$log" >&2
    fail "the build failed (the errors are above and in $log)"
  fi
  mv "$work"/cli/target/*.jar "$work/cli/target/lib"
  if [ ! -d "$product" ]; then mv "$work/cli/target/lib" "$product"; fi
  rm -rf "$work"
  trap - EXIT
  forget_old_products "$1"
}

# forget_old_products FOLDER: keeps the three newest, since an older one may still be running.
forget_old_products() {
  local old
  for old in "$1"/????????????????; do
    if [ "$(find "$1" -maxdepth 1 -type d -name '????????????????' -newer "$old" | wc -l)" -ge 3 ]; then rm -rf "$old"; fi
  done
}
