#include <ranges>
#include <utility>

#include "host/command_line/completion.hpp"

namespace racecast {
namespace {

// Each asks `racecast completion SHELL -- WORDS`, and reads what `print()` in completion.cpp
// writes.

constexpr const char* bash = R"bash(# bash completion of racecast
_racecast() {
  local -a suffixes
  local line suffix current=${COMP_WORDS[COMP_CWORD]}
  [ "$current" = "=" ] && current=
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :nospace) compopt -o nospace 2>/dev/null ;;
      :files*)
        compopt -o filenames 2>/dev/null
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -d -- "$current")
        read -ra suffixes <<< "${line#:files}"
        for suffix in "${suffixes[@]}"; do
          mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -X "!*$suffix" -- "$current")
        done
        ;;
      *) COMPREPLY+=("${line%%$'\t'*}") ;;
    esac
  done < <("${COMP_WORDS[0]}" completion bash -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _racecast racecast
)bash";

constexpr const char* zsh = R"zsh(#compdef racecast
_racecast() {
  local line
  local -a values suffixes space
  for line in "${(@f)$("${(Q)words[1]}" completion zsh -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    case $line in
      '') ;;
      :nospace) space=(-S '') ;;
      :files*) suffixes=(${=line#:files}) ;;
      *) values+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}") ;;
    esac
  done
  (( $#suffixes )) && _files -g "*${(j: *:)suffixes}"
  (( $#values )) && _describe racecast values $space
}
if [ "$funcstack[1]" = _racecast ]; then
  _racecast "$@"
else
  compdef _racecast racecast
fi
)zsh";

constexpr const char* fish = R"(# fish completion of racecast
function __racecast_complete
  set -l current (commandline -ct)
  set -l words (commandline -opc) "$current"
  for line in ($words[1] completion fish -- $words[2..-1] 2>/dev/null)
    switch $line
      case ':nospace'
      case ':files*'
        for file in $current*
          if test -d $file
            echo $file/
          else
            for suffix in (string split ' ' -- $line)[2..-1]
              string match -q -- "*$suffix" $file; and echo $file
            end
          end
        end
      case '*'
        echo $line
    end
  end
end
complete -c racecast -f -a '(__racecast_complete)'
)";

constexpr std::pair<const char*, const char*> shells[] = {
    {"bash", bash}, {"zsh", zsh}, {"fish", fish}};

}  // namespace

std::string completion_script(const std::string& shell) {
  for (const auto& [name, script] : shells)
    if (shell == name) return script;
  return "";
}

std::vector<std::string> completion_shells() {
  const auto names = std::views::keys(shells);
  return {names.begin(), names.end()};
}

}  // namespace racecast
