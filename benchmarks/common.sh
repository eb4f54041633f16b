# shellcheck shell=bash disable=SC2016,SC2034
# Sourced by the benches: builds them when sources have changed, and knows how the launcher starts the JVM.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=build/common.sh
. "$root/build/common.sh"

# ensure_benches: sets $jdk and $class_path.
ensure_benches() {
  local sources stamp=$root/benchmarks/target/bench.sources
  find_jdk
  sources=$(all_files "$root" | digest "$root")
  if [ "$sources" != "$(cat "$stamp" 2>/dev/null)" ]; then
    echo "building the benches ..." >&2
    (cd "$root" && run_maven -q --no-transfer-progress -pl benchmarks -am package -DskipTests) </dev/null >&2
    echo "$sources" >"$stamp"
  fi
  class_path="$root/benchmarks/target/classes:$root/benchmarks/target/lib/*"
}

# product_jvm: sets $heap_flags and $tuning_flags to what ./llm-loadtest gives the JVM, so that the benches measure what
# users get.
product_jvm() {
  local options=$root/build/distribution/jvm.options
  heap_flags=$(sed -n '/^-XX/d; s/^-/-/p' "$options" | tr '\n' ' ')
  tuning_flags=$(grep '^-XX' "$options" | tr '\n' ' ')
  if [ -z "$heap_flags" ] || [ -z "$tuning_flags" ]; then fail "could not find the JVM's flags in $options"; fi
}

# start_truth_server FLAGS: sets $server and $port; on core $server_core where that is set. It ends with the bench.
start_truth_server() {
  local said pinned=()
  if [ -n "${server_core:-}" ]; then pinned=(taskset -c "$server_core"); fi
  said=$(mktemp)
  "${pinned[@]}" "$jdk/bin/java" -Xms512m -Xmx1g -XX:+UseSerialGC -cp "$class_path" \
    io.llmloadtest.truth.TruthServer --port 0 "$@" >"$said" &
  server=$!
  trap 'kill "$server" 2>/dev/null || true' EXIT
  for _ in $(seq 100); do
    port=$(sed -n 's|.*:\([0-9]*\)$|\1|p' "$said")
    if [ -n "$port" ]; then break; fi
    sleep 0.1
  done
  rm -f "$said"
  if [ -z "${port:-}" ]; then fail "the truth server did not start"; fi
}

# machine: one paragraph about where and when this is measured.
machine() {
  echo "$(date -u '+%Y-%m-%d %H:%M UTC'), $(nproc) CPUs ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1))," \
    "Linux $(uname -r), JDK $("$jdk/bin/java" --version | sed -n 1p), load average before: $(cut -d' ' -f1 /proc/loadavg)"
}
