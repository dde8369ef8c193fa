package zdaemon.reference;

import java.util.Locale;
import zdaemon.cli.words.Verb;
import zdaemon.cli.words.Verb.Completion;
import zdaemon.spec.Option;

/**
 * Completion for bash, with or without the package bash-completion.
 *
 * <p>picocli could generate a script too (AutoComplete). It is not used: it knows an action only as a subcommand with
 * options of its own, offers options after the action, where POSIX takes none, and completes neither signals nor users
 * nor the {@code conf} of {@code -Cconf}.
 */
final class BashCompletion {
    private static final String SCRIPT = """
            # Completion of zdaemon for bash. Made from zdaemon's own tables when it is built: edit those.

            # Offers what bash knows: _zdaemon_offer KIND PREFIX WORD, where PREFIX is typed already.
            _zdaemon_offer()
            {
                    case $1 in
                    file) mapfile -t COMPREPLY < <(compgen -P "$2" -f -- "$3") ;;
                    directory) mapfile -t COMPREPLY < <(compgen -P "$2" -d -- "$3") ;;
                    user) mapfile -t COMPREPLY < <(compgen -P "$2" -u -- "$3") ;;
                    command) mapfile -t COMPREPLY < <(compgen -P "$2" -c -- "$3") ;;
                    override)
                        mapfile -t COMPREPLY < <(compgen -P "$2" -W '@OVERRIDES@' -- "$3")
                        compopt -o nospace 2> /dev/null
                        return ;;
                esac
                case $1 in
                    file | directory) compopt -o filenames 2> /dev/null ;;
                esac
            }

            # The names of programs, as the file before the action number $1 and its daemon manager know them.
            _zdaemon_names()
            {
                local -a options=()
                local word glue=
                for word in "${COMP_WORDS[@]:1:$1-1}"; do
                    if [[ $word == = ]]; then
                        options[-1]+==
                        glue=yes
                    elif [[ $glue ]]; then
                        options[-1]+=$word
                        glue=
                    else
                        options+=("$word")
                    fi
                done
                [[ " ${options[*]}" == *" -"*C* || " ${options[*]}" == *" --c"* ]] || return
                "${COMP_WORDS[0]}" "${options[@]}" show --names 2> /dev/null < /dev/null
            }

            # What the value of an option is.
            _zdaemon_kind()
            {
                case $1 in
            @KINDS@
                    *) echo none ;;
                esac
            }

            _zdaemon()
            {
                local cur=${COMP_WORDS[COMP_CWORD]} option= action= word i name
                COMPREPLY=()

                # Options end at the first word that is not one: the action.
                for ((i = 1; i < COMP_CWORD; i++)); do
                    word=${COMP_WORDS[i]}
                    if [[ $option ]]; then
                        # bash takes --name=value apart at the equals sign.
                        [[ $word == = ]] || option=
                        continue
                    fi
                    case $word in
                        --) action=${COMP_WORDS[++i]}; [[ i -lt COMP_CWORD ]] || action=; break ;;
                        --*=*) ;;
                        --*)
                            for name in @VALUED_NAMES@; do
                                [[ $name == "$word"* ]] && option=$name
                            done ;;
                        -*)
                            # A letter that takes a value has it in the same word, unless it is the last.
                            [[ $word =~ ^-[@FLAGS@]*[@VALUED@]$ ]] && option=-${word: -1} ;;
                        *) action=$word; break ;;
                    esac
                done

                [[ $cur == = ]] && cur=
                if [[ $option ]]; then
                    _zdaemon_offer "$(_zdaemon_kind "$option")" '' "$cur"
                elif [[ ! $action && $cur =~ ^-[@VALUED@]. ]]; then
                    _zdaemon_offer "$(_zdaemon_kind "${cur:0:2}")" "${cur:0:2}" "${cur:2}"
                elif [[ ! $action && $cur == --*=* ]]; then
                    _zdaemon_offer "$(_zdaemon_kind "${cur%%=*}")" "${cur%%=*}=" "${cur#*=}"
                elif [[ ! $action && $cur == -* ]]; then
                    mapfile -t COMPREPLY < <(compgen -W '@NAMES@' -- "$cur")
                elif [[ ! $action ]]; then
                    mapfile -t COMPREPLY < <(compgen -W '@ACTIONS@' -- "$cur")
                else
                    case $action in
            @ARGUMENTS@
                    esac
                    case $action in
                        kill) [[ $COMP_CWORD -gt $((i + 1)) ]] || return ;;
                        @NAMING@) ;;
                        *) return ;;
                    esac
                    mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -W "$(_zdaemon_names $i)" -- "$cur")
                fi
            }

            complete -F _zdaemon zdaemon
            """;

    private BashCompletion() {
    }

    static String script() {
        return SCRIPT
                .replace("@OVERRIDES@", String.join(" ", Candidates.overrides()))
                .replace("@KINDS@\n", kinds())
                .replace("@VALUED_NAMES@", String.join(" ", Candidates.names(Option::takesValue).stream()
                        .filter(name -> name.startsWith("--")).toList()))
                .replace("@FLAGS@", Candidates.letters(option -> !option.takesValue()))
                .replace("@VALUED@", Candidates.letters(Option::takesValue))
                .replace("@NAMES@", String.join(" ", Candidates.names(option -> true)))
                .replace("@ACTIONS@", String.join(" ", Candidates.actionWords()))
                .replace("@NAMING@", String.join(" | ", Candidates.naming().stream().map(Verb::word).toList()))
                .replace("@ARGUMENTS@\n", arguments());
    }

    private static String kinds() {
        StringBuilder kinds = new StringBuilder();
        for (Option option : Candidates.options()) {
            Candidates.Value value = Candidates.value(option);
            if (value != Candidates.Value.NONE) {
                kinds.append("        ").append(String.join(" | ", Candidates.names(option))).append(") echo ")
                        .append(value.name().toLowerCase(Locale.ROOT)).append(" ;;\n");
            }
        }
        return kinds.toString();
    }

    private static String arguments() {
        StringBuilder cases = new StringBuilder();
        for (Verb verb : Candidates.actions()) {
            String words = String.join(" ", Candidates.arguments(verb));
            String body = switch (verb.completion()) {
                case FILES -> "_zdaemon_offer file '' \"$cur\"";
                case SIGNALS -> signals(words);
                case NOTHING, ACTIONS, OPTIONS -> words.isEmpty() ? "" : offered(words, "\"$cur\"");
                case COMMAND_LINE -> throw new IllegalArgumentException(Completion.COMMAND_LINE + ": " + verb);
            };
            if (!body.isEmpty()) {
                cases.append("            ").append(verb.word()).append(") ").append(body).append(" ;;\n");
            }
        }
        return cases.toString();
    }

    /** In any letter case, with or without SIG, as they are understood. */
    private static String signals(String words) {
        return "word=${cur^^}; name=; [[ $word == SIG* ]] && name=SIG\n                "
                + "mapfile -t COMPREPLY < <(compgen -P \"$name\" -W '" + words + "' -- \"${word#SIG}\")";
    }

    private static String offered(String words, String prefix) {
        return "mapfile -t COMPREPLY < <(compgen -W '" + words + "' -- " + prefix + ")";
    }
}
