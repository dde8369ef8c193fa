package zdaemon.reference;

import java.util.List;
import zdaemon.cli.words.Verb;
import zdaemon.spec.Option;

/** Completion for zsh, in the terms of {@code _arguments} (zshcompsys(1)). */
final class ZshCompletion {
    private static final String SCRIPT = """
            #compdef zdaemon
            # Completion of zdaemon for zsh. Made from zdaemon's own tables when it is built: edit those.

            local curcontext="$curcontext" state line file
            local -a actions names
            typeset -A opt_args
            actions=(
            @ACTIONS@)

            _arguments -s -S -A '-*' : \\
            @OPTIONS@    '1:action:->action' '*::argument:->argument' && return 0

            case $state in
                action) _describe -t actions action actions ;;
                argument)
                    case $words[1] in
            @ARGUMENTS@            *) _message 'no argument' ;;
                    esac
                    file=${opt_args[-C]:-${opt_args[--configure]}}
                    if [[ -n $file && $words[1] == (@NAMING@) && ($words[1] != kill || CURRENT -gt 2) ]]; then
                        # The names of programs, as the file and its daemon manager know them.
                        names=(${(f)"$(_call_program names zdaemon -C $file show --names 2> /dev/null)"})
                        compadd -a names
                    fi ;;
            esac
            """;

    private ZshCompletion() {
    }

    static String script() {
        StringBuilder options = new StringBuilder();
        for (Option option : Candidates.options()) {
            options.append("    ").append(option(option)).append(" \\\n");
        }
        StringBuilder actions = new StringBuilder();
        StringBuilder arguments = new StringBuilder();
        for (Verb verb : Candidates.actions()) {
            actions.append("    ").append(quoted(verb.word() + ":" + verb.help().replace(":", "\\:"))).append('\n');
            String action = argument(verb);
            if (!action.isEmpty()) {
                arguments.append("            ").append(verb.word()).append(") ").append(action).append(" ;;\n");
            }
        }
        return SCRIPT.replace("@NAMING@", String.join("|", Candidates.naming().stream().map(Verb::word).toList()))
                .replace("@ACTIONS@", actions).replace("@OPTIONS@", options).replace("@ARGUMENTS@", arguments);
    }

    /** {@code -C+} has its value in the same word or the next, {@code --configure=} after an equals sign too. */
    private static String option(Option option) {
        String help = option.help().replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
        String text = "[" + help + "]" + value(option);
        String letter = option.letter().map(name -> "-" + name + (option.takesValue() ? "+" : "")).orElse("");
        String name = option.longName().map(word -> "--" + word + (option.takesValue() ? "=" : "")).orElse("");
        if (option == Option.OVERRIDE) {
            return quoted("*" + letter + text);
        }
        if (letter.isEmpty() || name.isEmpty()) {
            return quoted(letter + name + text);
        }
        String both = "(" + String.join(" ", Candidates.names(option)) + ")";
        return quoted(both) + "{" + letter + "," + name + "}" + quoted(text);
    }

    private static String value(Option option) {
        if (!option.takesValue()) {
            return "";
        }
        String message = ":" + option.kind().placeholder().replace(":", "\\:") + ":";
        return message + switch (Candidates.value(option)) {
            case NONE -> " ";
            case FILE -> "_files";
            case DIRECTORY -> "_files -/";
            case USER -> "_users";
            case COMMAND -> "_command_names -e";
            case OVERRIDE -> "compadd -S \"\" -- " + String.join(" ", Candidates.overrides());
        };
    }

    private static String argument(Verb verb) {
        List<String> words = Candidates.arguments(verb);
        return switch (verb.completion()) {
            case FILES -> "_files";
            case ACTIONS -> "_describe -t actions action actions";
            case SIGNALS -> "compadd -M 'm:{a-z}={A-Z}' -- " + String.join(" ", words)
                    + " SIG" + String.join(" SIG", words);
            case NOTHING, OPTIONS -> words.isEmpty() ? "" : "compadd -- " + String.join(" ", words);
            case COMMAND_LINE -> throw new IllegalArgumentException("only in the interpreter: " + verb);
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
