# shellcheck shell=bash
# Sourced by the scripts beside it: where a vLLM lives, and how to stop with a reason.

die() {
  echo "${0##*/}: $*" >&2
  exit 1
}

cache=${XDG_CACHE_HOME:-$HOME/.cache}/llm-loadtest

# vllm_home VERSION: the folder of that version. Where VLLM_ROOT says; else where one is installed; else where `install` would
# put it: /opt when we may write there, so that all users of the machine share it (a version takes 6 to 8 GB), else the cache.
vllm_home() {
  local root
  if [ -n "${VLLM_ROOT:-}" ]; then
    echo "$VLLM_ROOT/vllm-$1"
    return
  fi
  for root in /opt "$cache"; do
    if [ -f "$root/vllm-$1/.complete" ]; then
      echo "$root/vllm-$1"
      return
    fi
  done
  if [ -w /opt ]; then echo "/opt/vllm-$1"; else echo "$cache/vllm-$1"; fi
}
