# Completion of loradex for bash. In ~/.bashrc: source <(loradex completion bash)
_loradex() {
  local -a words=() lines=() values=() abouts=()
  local rest=$COMP_LINE trimmed word current prefix index line longest=0

  # Bash splits words at = and : as well; here they are put together again.
  for ((index = 0; index <= COMP_CWORD; index++)); do
    word=${COMP_WORDS[index]}
    trimmed=${rest#"${rest%%[![:space:]]*}"}
    if ((${#words[@]} == 0)) || [[ $trimmed != "$rest" || -z $rest ]]; then
      words+=("$word")
    else
      words[${#words[@]} - 1]+=$word
    fi
    rest=${trimmed#"$word"}
  done

  # Readline replaces what follows the last of its own word breaks.
  current=${words[${#words[@]} - 1]}
  local quote=
  case $current in
    \"* | \'*) quote=${current:0:1} ;;
  esac
  if [[ -z $quote && $current == *[=:]* ]]; then
    prefix=${current%"${current##*[=:]}"}
  else
    prefix=
  fi
  for index in "${!words[@]}"; do
    words[index]=${words[index]#[\"\']}
  done
  words[${#words[@]} - 1]=:${words[${#words[@]} - 1]}

  while IFS= read -r line; do
    lines+=("$line")
  done < <("$1" completion bash -- "${words[@]:1}" 2>/dev/null)

  for ((index = 1; index < ${#lines[@]}; index += 2)); do
    line=${lines[index]}
    # Within quotes nothing can be escaped that would work in both kinds of them.
    if [[ -n $quote ]]; then
      [[ $line == *[\"\'\`\\$\!]* ]] && continue
    else
      printf -v line '%q' "$line"
      line=${line#"$prefix"}
    fi
    values+=("$line")
    abouts+=("${lines[index + 1]-}")
    ((${#line} > longest)) && longest=${#line}
  done

  COMPREPLY=()
  if ((${#values[@]} == 1)) || ((COMP_TYPE != 63)); then
    COMPREPLY=("${values[@]}")
  else
    # Several, and the second tab: they are listed, with what they mean.
    for index in "${!values[@]}"; do
      word=${values[index]}
      if [[ -n ${abouts[index]} ]]; then
        printf -v word "%-${longest}s  (%s)" "$word" "${abouts[index]}"
        word=${word:0:${COLUMNS:-80}-1}
      fi
      COMPREPLY+=("$word")
    done
  fi
  [[ ${#values[@]} -eq 1 && ${values[0]} == *[=.] ]] && compopt -o nospace 2>/dev/null
  case ${lines[0]-} in
    files) compopt -o default 2>/dev/null ;;
    folders) compopt +o default -o dirnames 2>/dev/null ;;
    *) compopt +o default 2>/dev/null ;;
  esac
  return 0
}
complete -o default -F _loradex loradex
