package zdaemon.cli.prompt;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.Parser;
import zdaemon.cli.words.Verb;

/**
 * A line up to the cursor, as words to complete: split on white space as the interpreter does it, but for commands of
 * the shell, where a backslash takes the meaning from what follows it.
 *
 * @param line    what was typed
 * @param cursor  where in it
 * @param words   the words, the last one being the one to complete, perhaps empty
 * @param raw     that word as it was typed
 * @param isShell whether it belongs to a command of the shell
 */
record LineWords(String line, int cursor, List<String> words, String raw, boolean isShell)
        implements CompletingParsedLine {
    private static final String BANG = "!";
    private static final String SAFE_PUNCTUATION = "/._-+,:@%=";

    static LineWords of(String line, int cursor, Parser.ParseContext context) {
        return of(line, cursor);
    }

    static LineWords of(String line, int cursor) {
        String typed = line.substring(0, Math.min(cursor, line.length()));
        List<String> words = new ArrayList<>();
        int at = afterSpace(typed, 0);
        if (typed.startsWith(BANG, at)) {
            words.add(Verb.SHELL.word());
            at = afterSpace(typed, at + 1);
        }
        while (true) {
            boolean shell = !words.isEmpty() && words.get(0).equals(Verb.SHELL.word());
            int end = endOfWord(typed, at, shell);
            String raw = typed.substring(at, end);
            words.add(shell ? unescaped(raw) : raw);
            if (end == typed.length()) {
                return new LineWords(line, typed.length(), words, raw, shell);
            }
            at = afterSpace(typed, end);
        }
    }

    private static int afterSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int endOfWord(String text, int from, boolean shell) {
        int at = from;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at += shell && text.charAt(at) == '\\' && at + 1 < text.length() ? 2 : 1;
        }
        return at;
    }

    private static String unescaped(String raw) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < raw.length(); at++) {
            if (raw.charAt(at) == '\\' && at + 1 < raw.length()) {
                at++;
            }
            text.append(raw.charAt(at));
        }
        return text.toString();
    }

    /** A word in the shell's own spelling; elsewhere words are taken as they are. */
    @Override
    public CharSequence escape(CharSequence word, boolean complete) {
        if (!isShell) {
            return word;
        }
        StringBuilder escaped = new StringBuilder();
        for (int at = 0; at < word.length(); at++) {
            char c = word.charAt(at);
            boolean safe = Character.isLetterOrDigit(c) || (c >= 0x80 && !Character.isWhitespace(c))
                    || SAFE_PUNCTUATION.indexOf(c) >= 0 || (c == '~' && at == 0);
            escaped.append(safe ? "" : "\\").append(c);
        }
        return escaped;
    }

    @Override
    public String word() {
        return words.get(words.size() - 1);
    }

    @Override
    public int wordCursor() {
        return word().length();
    }

    @Override
    public int wordIndex() {
        return words.size() - 1;
    }

    @Override
    public int rawWordCursor() {
        return raw.length();
    }

    @Override
    public int rawWordLength() {
        return raw.length();
    }
}
