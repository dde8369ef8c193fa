package zdaemon.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import zdaemon.config.Type.BadValue;

/** Words as a POSIX shell splits them: quotes and backslashes, and nothing is expanded (programs §1). */
final class ShellWords {

    /** A command, at least one word. */
    static final Type<List<String>> COMMAND = new Type<>() {
        @Override
        public List<String> read(String text) throws BadValue {
            List<String> words = split(text);
            if (words.isEmpty() || words.getFirst().isEmpty()) {
                throw BadValue.sentence("the command must not be empty");
            }
            return Collections.unmodifiableList(words);
        }
    };

    private ShellWords() {
    }

    private static List<String> split(String text) throws BadValue {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean within = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"') {
                i = quoted(text, i, word);
                within = true;
            } else if (c == '\\') {
                i++;
                if (i == text.length()) {
                    throw BadValue.of("a backslash at the end", text);
                }
                word.append(text.charAt(i));
                within = true;
            } else if (!Text.isSpace(c)) {
                word.append(c);
                within = true;
            } else if (within) {
                words.add(word.toString());
                word.setLength(0);
                within = false;
            }
        }
        if (within) {
            words.add(word.toString());
        }
        return words;
    }

    /** Adds what stands between quotes, and tells where they close. A backslash means something in double ones only. */
    private static int quoted(String text, int open, StringBuilder word) throws BadValue {
        char quote = text.charAt(open);
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                return i;
            }
            if (c == '\\' && quote == '"' && i + 1 < text.length() && "$`\"\\".indexOf(text.charAt(i + 1)) >= 0) {
                i++;
            }
            word.append(text.charAt(i));
        }
        throw BadValue.of("a quote that is not closed", text);
    }
}
