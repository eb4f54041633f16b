# shellcheck shell=sh
# Sourced by ./llm-loadtest and by the launcher of the packages: how the JVM is started. No other program is called here.

# jvm_options FILE: sets $jvm_options to the options in it and then the user's, which are in LLM_LOADTEST_JAVA_OPTS.
jvm_options() {
  jvm_options=
  while read -r option; do
    case $option in
    '' | '#'*) continue ;;
    -XX:+Use*GC) case ${LLM_LOADTEST_JAVA_OPTS:-} in *-XX:+Use*GC*) continue ;; esac ;;
    esac
    jvm_options="$jvm_options $option"
  done <"$1"
  jvm_options="$jvm_options ${LLM_LOADTEST_JAVA_OPTS:-}"
}
