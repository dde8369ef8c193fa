package zdaemon.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * A client's request: one line of words.
 *
 * @param verb  its first word; empty if the line has none
 * @param words the words after it
 */
public record Request(String verb, List<String> words) {

    /**
     * Takes a copy of the words.
     *
     * @throws IllegalArgumentException if a word is empty or holds white space, which would make the line mean
     *     something else; the verb may be empty when no word follows
     */
    public Request {
        words = List.copyOf(words);
        boolean sound = isWord(verb) || (verb.isEmpty() && words.isEmpty());
        for (String word : words) {
            sound &= isWord(word);
        }
        if (!sound) {
            throw new IllegalArgumentException("not words: " + Repr.string(verb) + " " + Repr.list(words));
        }
    }

    /** A request of this verb and these words. */
    public static Request of(String verb, String... words) {
        return new Request(verb, List.of(words));
    }

    /**
     * Reads a request: any line is one.
     *
     * @param line the decoded line, with or without its line end
     */
    public static Request parse(String line) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int at = 0; at < line.length(); at++) {
            boolean space = isSpace(line.charAt(at));
            if (!space && start < 0) {
                start = at;
            } else if (space && start >= 0) {
                words.add(line.substring(start, at));
                start = -1;
            }
        }
        if (start >= 0) {
            words.add(line.substring(start));
        }
        return words.isEmpty() ? of("") : new Request(words.get(0), words.subList(1, words.size()));
    }

    /** The line as it goes over the socket, its line end included. */
    public String encode() {
        StringBuilder line = new StringBuilder(verb);
        for (String word : words) {
            line.append(' ').append(word);
        }
        return line.append('\n').toString();
    }

    private static boolean isWord(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (isSpace(text.charAt(at))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** What Python's {@code str.split} splits at: the separators, and of the controls TAB to CR, FS to US, NEL. */
    private static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= ' ') || c == 0x85 || Character.isSpaceChar(c);
    }
}
