# complete.zsh SCRIPT LINE WORD: what an interactive zsh shows after LINE and two tabs, with the completion of SCRIPT, up to
# WORD; after twenty seconds without it, everything it showed.
zmodload zsh/zpty
zpty shell zsh -f -i
# Reads until the text $1 is there, twenty seconds at most.
await() {
  local text= piece end=$((SECONDS + 20))
  until [[ $text == *"$1"* ]] || ((SECONDS > end)); do
    if zpty -r -t shell piece; then text+=$piece; else sleep 0.05; fi
  done
  print -r -- "$text"
}
zpty -w shell "autoload -U compinit; compinit -u -D; LISTMAX=1000; source '$1'; echo the shell is 'ready'"
await "is ready" >/dev/null
zpty -w -n shell "$2"$'\t\t'
await "$3"
zpty -d shell
