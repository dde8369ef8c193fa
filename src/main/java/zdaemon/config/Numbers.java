package zdaemon.config;

/** Reads decimal integers. */
final class Numbers {

    private Numbers() {
    }

    /**
     * Reads an integer with an optional sign, white space around it allowed. What does not fit
     * comes back as the largest or least number there is: the caller knows the limits.
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
            value = value > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE : value * 10 + (c - '0');
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
