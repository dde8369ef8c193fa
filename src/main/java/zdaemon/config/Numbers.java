package zdaemon.config;

/** Reads decimal integers. */
final class Numbers {

    /** Far beyond every limit, and no overflow when multiplied by a unit. */
    private static final long HUGE = Long.MAX_VALUE >> 32;

    private Numbers() {
    }

    /**
     * Reads an integer with an optional sign, white space around it allowed. What is too large comes back as some
     * number that is too large: the caller knows the limits.
     *
     * @param digits the integer
     * @param reason what to say when it is none
     * @param text   the value to quote then
     */
    static long integer(String digits, String reason, String text) throws BadValue {
        String number = Text.trim(digits);
        int at = number.startsWith("-") || number.startsWith("+") ? 1 : 0;
        if (at == number.length()) {
            throw BadValue.of(reason, text);
        }
        long value = 0;
        for (; at < number.length(); at++) {
            char c = number.charAt(at);
            if (!Text.isDigit(c)) {
                throw BadValue.of(reason, text);
            }
            value = Math.min(value * 10 + (c - '0'), HUGE);
        }
        return number.charAt(0) == '-' ? -value : value;
    }

    /** An integer within limits. */
    static int integer(String text, int least, int most) throws BadValue {
        long value = integer(text, "not a valid integer", text);
        if (value < least || value > most) {
            throw BadValue.of("not an integer between " + least + " and " + most, text);
        }
        return (int) value;
    }
}
