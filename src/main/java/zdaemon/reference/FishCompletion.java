package zdaemon.reference;

import zdaemon.cli.words.Verb;
import zdaemon.spec.Option;

/** Completion for fish. */
final class FishCompletion {
    private static final String SCRIPT = """
            # Completion of zdaemon for fish. Made from zdaemon's own tables when it is built: edit those.

            # Prints the action on the command line; fails if there is none yet.
            function __zdaemon_action
                set -l words (commandline -opc)
                set -e words[1]
                set -l value no
                for word in $words
                    if test $value = yes
                        set value no
                    else if contains -- $word @VALUED_NAMES@
                        set value yes
                    else if string match -qr -- '^-[@FLAGS@]*[@VALUED@]$' $word
                        set value yes
                    else if not string match -q -- '-*' $word
                        echo $word
                        return 0
                    end
                end
                return 1
            end

            function __zdaemon_no_action
                not __zdaemon_action > /dev/null
            end

            function __zdaemon_action_is
                set -l action (__zdaemon_action)
                and contains -- $action $argv
            end

            # Prints the names of programs, as the file on the command line and its daemon manager know them.
            function __zdaemon_names
                set -l words (commandline -opc)
                set -l file
                for at in (seq 2 (count $words))
                    if string match -qr -- '^(-[@FLAGS@]*C|--configure)$' $words[$at]
                        set file $words[(math $at + 1)]
                    else if string match -qr -- '^(-[@FLAGS@]*C|--configure=).' $words[$at]
                        set file (string replace -r -- '^(-[@FLAGS@]*C|--configure=)' '' $words[$at])
                    end
                end
                test -n "$file"; and zdaemon -C $file show --names 2> /dev/null < /dev/null
            end

            complete -c zdaemon -f
            """;

    private final StringBuilder script = new StringBuilder();

    private FishCompletion() {
    }

    static String script() {
        FishCompletion completion = new FishCompletion();
        completion.script.append(SCRIPT
                .replace("@VALUED_NAMES@", String.join(" ", Candidates.names(Option::takesValue).stream()
                        .filter(name -> name.startsWith("--")).toList()))
                .replace("@FLAGS@", Candidates.letters(option -> !option.takesValue()))
                .replace("@VALUED@", Candidates.letters(Option::takesValue)));
        for (Option option : Candidates.options()) {
            completion.option(option);
        }
        for (Verb verb : Candidates.actions()) {
            completion.line("-n __zdaemon_no_action -a " + verb.word() + " -d " + quoted(verb.help()));
        }
        for (Verb verb : Candidates.actions()) {
            completion.argument(verb);
        }
        completion.line("-n '__zdaemon_action_is " + String.join(" ", Candidates.naming().stream().map(Verb::word).toList())
                + "' -a '(__zdaemon_names)'");
        return completion.script.toString();
    }

    private void option(Option option) {
        line("-n __zdaemon_no_action" + option.letter().map(letter -> " -s " + letter).orElse("")
                + option.longName().map(name -> " -l " + name).orElse("") + value(option)
                + " -d " + quoted(option.help()));
    }

    private static String value(Option option) {
        if (!option.takesValue()) {
            return "";
        }
        return switch (Candidates.value(option)) {
            case NONE -> " -x";
            case FILE -> " -r -F";
            case DIRECTORY -> " -x -a '(__fish_complete_directories)'";
            case USER -> " -x -a '(__fish_complete_users)'";
            case COMMAND -> " -x -a '(__fish_complete_command)'";
            case OVERRIDE -> " -x -a '" + String.join(" ", Candidates.overrides()) + "'";
        };
    }

    private void argument(Verb verb) {
        String words = String.join(" ", Candidates.arguments(verb));
        String condition = "-n '__zdaemon_action_is " + verb.word() + "'";
        switch (verb.completion()) {
            case FILES -> line(condition + " -F");
            case SIGNALS, NOTHING, ACTIONS, OPTIONS -> {
                if (!words.isEmpty()) {
                    line(condition + " -a " + quoted(words));
                }
            }
            case COMMAND_LINE -> throw new IllegalArgumentException("only in the interpreter: " + verb);
        }
    }

    private void line(String rest) {
        script.append("complete -c zdaemon ").append(rest).append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
