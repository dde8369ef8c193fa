package zdaemon.eventlog;

import java.net.InetAddress;
import java.util.Optional;

/** Hosts that need no looking up. */
final class NumericAddress {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int IPV4_BYTES = 4;

    private NumericAddress() {
    }

    /** The bytes of an IPv4 or IPv6 address or of {@code localhost}; empty for every other name. */
    static Optional<byte[]> parse(String host) {
        if (host.equals("localhost")) {
            return Optional.of(LOOPBACK);
        }
        if (host.indexOf(':') >= 0 && host.indexOf('%') < 0) {
            try {
                return Optional.of(InetAddress.ofLiteral(host).getAddress());
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return dotted(host);
    }

    /** By hand: the JDK's parser brings the whole of its network code with it. */
    private static Optional<byte[]> dotted(String host) {
        byte[] bytes = new byte[IPV4_BYTES];
        int at = 0;
        for (int i = 0; i < IPV4_BYTES; i++) {
            int dot = i < IPV4_BYTES - 1 ? host.indexOf('.', at) : host.length();
            int value = dot < 0 ? -1 : octet(host.substring(at, dot));
            if (value < 0) {
                return Optional.empty();
            }
            bytes[i] = (byte) value;
            at = dot + 1;
        }
        return Optional.of(bytes);
    }

    private static int octet(String digits) {
        int value = digits.isEmpty() || digits.length() > 3 ? -1 : 0;
        for (int i = 0; i < digits.length() && value >= 0; i++) {
            char c = digits.charAt(i);
            value = c >= '0' && c <= '9' ? value * 10 + c - '0' : -1;
        }
        return value > 255 ? -1 : value;
    }
}
