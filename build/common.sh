# shellcheck shell=bash
# Sourced by ./llm-loadtest and ./check, with $root set: the JDK, Maven, and the rule that says when built code is stale.
: "${root:?}"

fail() {
  echo "llm-loadtest: $*" >&2
  exit 1
}

# --- the JDK -------------------------------------------------------------------------------------------------------

# jdk_release HOME: the feature release (25) of the JDK in that folder, or 0. Reads a file rather than starting a JVM.
jdk_release() {
  local version=
  if [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ]; then
    if [ -r "$1/release" ]; then version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"); fi
    if [ -z "$version" ]; then version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'); fi
  fi
  echo "${version:-0}"
}

# find_jdk: sets $jdk to the first JDK that is new enough. What the user chose comes before what merely lies around.
find_jdk() {
  local wanted=25 home on_path seen=
  on_path=$(command -v java || true)
  if [ -n "$on_path" ]; then on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")"); fi
  for home in "${JAVA_HOME:-}" "$on_path" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/*jdk* \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "${JENV_ROOT:-$HOME/.jenv}"/versions/* \
    "${ASDF_DATA_DIR:-$HOME/.asdf}"/installs/java/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -z "$home" ] || [ ! -d "$home" ]; then continue; fi
    local release
    release=$(jdk_release "$home")
    if [ "$release" -ge "$wanted" ]; then
      jdk=$home
      return
    fi
    if [ "$release" -gt 0 ]; then seen="$seen $release"; fi
  done
  if [ -x /usr/libexec/java_home ] && home=$(/usr/libexec/java_home -v "$wanted+" 2>/dev/null); then
    jdk=$home
    return
  fi
  fail "needs a JDK $wanted or later; found:${seen:- none}.
  Debian, Ubuntu: apt-get install openjdk-25-jdk, or temurin-25-jdk from https://adoptium.net
  macOS:          brew install openjdk
  SDKMAN:         sdk install java 25-tem
  An installed one that was not found: export JAVA_HOME=/path/to/jdk-25"
}

# --- Maven ---------------------------------------------------------------------------------------------------------

# run_maven ARGUMENTS: the Maven on PATH when it is recent enough, else the wrapper. It runs on the JDK that was found, so
# that what compiles, what tests and what later runs is one and the same.
run_maven() {
  local maven=$root/mvnw version=
  if command -v mvn >/dev/null; then
    version=$(JAVA_HOME=$jdk mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -1)
    # shellcheck disable=SC2086 # two words: major and minor
    set -- ${version:-0 0} "$@"
    if [ "$1" -gt 3 ] || { [ "$1" -eq 3 ] && [ "$2" -ge 8 ]; }; then maven=mvn; fi
    shift 2
  fi
  # Maven's own libraries still use what newer JDKs warn about.
  local quiet="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
  JAVA_HOME=$jdk MAVEN_OPTS="$quiet ${MAVEN_OPTS:-}" "$maven" --batch-mode "$@"
}

# --- staleness -----------------------------------------------------------------------------------------------------

# product_files FOLDER: what decides how the product behaves, relative to FOLDER: poms, main sources and resources, and how
# they are built. Tests and the rooms that only test or measure are left out: a change there needs no new product.
product_files() {
  (cd "$1" && find pom.xml .mvn build/*.sh ./*/pom.xml ./*/src/main -type f ! -path './it/src/*' ! -path './benchmarks/src/*' |
    LC_ALL=C sort)
}

# all_files FOLDER: the same and everything that tests.
all_files() {
  (cd "$1" && find pom.xml .mvn build ./*/pom.xml ./*/src -type f | LC_ALL=C sort)
}

if command -v sha256sum >/dev/null; then sha256=(sha256sum); else sha256=(shasum -a 256); fi

# digest FOLDER <FILES: one short hash over names and contents, so that a deleted or renamed file counts as a change.
digest() {
  (cd "$1" && tr '\n' '\0' | xargs -0 "${sha256[@]}") | "${sha256[@]}" | cut -c1-16
}
