#compdef loradex
# Completion of loradex for zsh. In ~/.zshrc, after compinit: source <(loradex completion zsh)
_loradex() {
  local -a lines spaced open
  local value about index current=${PREFIX#[\"\']}
  local -a before=("${(@Q)words[2,CURRENT-1]}")
  lines=("${(@f)$("${(Q)words[1]}" completion zsh -- "${before[@]}" ":${(Q)current}" 2>/dev/null)}")

  for ((index = 2; index <= ${#lines}; index += 2)); do
    value=${lines[index]//:/\\:}
    about=${lines[index + 1]-}
    [[ -n $about ]] && value+=":$about"
    if [[ ${lines[index]} == *[=.] ]]; then
      open+=("$value")
    else
      spaced+=("$value")
    fi
  done

  local result=1
  if ((${#spaced} + ${#open})); then
    _describe -t values 'loradex' spaced -- open -S '' && result=0
  fi
  case ${lines[1]-} in
    files)
      compset -P '*='
      _files && result=0
      ;;
    folders)
      compset -P '*='
      _files -/ && result=0
      ;;
  esac
  return result
}
if [[ ${funcstack[1]} == _loradex ]]; then
  _loradex "$@"
elif (( $+functions[compdef] )); then
  compdef _loradex loradex
fi
