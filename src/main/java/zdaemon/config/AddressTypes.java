package zdaemon.config;

import zdaemon.config.Type.BadValue;

import zdaemon.spec.Handler.Address;

/** The types of value that say where a log handler sends to (behaviour §6). */
final class AddressTypes {

    /** The URL of a web server. */
    static final Type<String> URL = new Type<>() {
        @Override
        public String read(String text) throws BadValue {
            return url(text);
        }
    };

    /** Host and port of a mail server. */
    static final Type<Address.Host> MAIL_SERVER = new Type<>() {
        @Override
        public Address.Host read(String text) throws BadValue {
            return host(text, 25);
        }
    };

    /** Host and port, or the path, of a syslog daemon. */
    static final Type<Address> SYSLOG = new Type<>() {
        @Override
        public Address read(String text) throws BadValue {
            return text.indexOf('/') >= 0 ? new Address.Local(text) : host(text, 514);
        }
    };

    private AddressTypes() {
    }

    private static String url(String text) throws BadValue {
        String lower = Text.lower(text);
        int host = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : text.length();
        boolean plain = host < text.length() && text.charAt(host) != '/';
        for (int i = 0; i < text.length(); i++) {
            plain &= text.charAt(i) > ' ' && text.charAt(i) < 0x7f;
        }
        if (!plain) {
            throw BadValue.of("not a valid http URL", text);
        }
        return text;
    }

    /** {@code host}, {@code host:port}, {@code port}, {@code [address]:port}. */
    private static Address.Host host(String text, int defaultPort) throws BadValue {
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        if ((bracketed && colon < text.indexOf(']')) || (!bracketed && text.indexOf(':') != colon)) {
            colon = -1; // the colons of an IPv6 address
        }
        boolean portAlone = colon < 0 && isDigits(text);
        String host = colon >= 0 ? text.substring(0, colon) : portAlone ? "" : text;
        String port = colon >= 0 ? text.substring(colon + 1) : portAlone ? text : Integer.toString(defaultPort);
        if (bracketed && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        boolean wrong = text.isEmpty() || Text.skipWord(host, 0) < host.length() || host.indexOf('[') >= 0
                || host.indexOf(']') >= 0 || !isDigits(port);
        long number = wrong ? 0 : Text.integer(port, "", text);
        if (number < 1 || number > 65535) {
            throw BadValue.of("not a valid address (use host:port)", text);
        }
        return new Address.Host(host.isEmpty() ? "localhost" : host, (int) number);
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Text.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
