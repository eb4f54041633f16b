# shellcheck shell=bash
# Sourced by the scripts beside it: where a vLLM lives, and how to stop with a reason.

die() {
  echo "${0##*/}: $*" >&2
  exit 1
}

cache=${XDG_CACHE_HOME:-$HOME/.cache}/llm-loadtest

# vllm_home VERSION: the folder of that version. VLLM_DIR wins; then an installed one; then where `install` would put it:
# /opt when we may write there, so that all users of the machine share it (a version takes 6 to 8 GB), else the user's cache.
vllm_home() {
  local home
  for home in ${VLLM_DIR:+"$VLLM_DIR"} "/opt/vllm-$1" "$cache/vllm-$1"; do
    if [ -n "${VLLM_DIR:-}" ] || [ -f "$home/.complete" ]; then
      echo "$home"
      return
    fi
  done
  if [ -w /opt ]; then echo "/opt/vllm-$1"; else echo "$cache/vllm-$1"; fi
}
