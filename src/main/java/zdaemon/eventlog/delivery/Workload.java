package zdaemon.eventlog.delivery;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.posix.NativeString;
import zdaemon.spec.Handler;

/**
 * What an agent is given to do, in bytes: netstrings ({@code 5:hello,}), because the fields may hold anything. Both
 * ends are of the same build, so there is no version.
 *
 * @param complain   whether the agent may say on standard error what went wrong
 * @param deliveries what to deliver, in this order
 */
record Workload(boolean complain, List<Delivery> deliveries) {
    byte[] encode() {
        Writer out = new Writer();
        out.put(complain ? "complain" : "quiet");
        for (Delivery delivery : deliveries) {
            // Not a switch over types: the manager comes here, and such a switch is spun at run time.
            if (delivery instanceof Delivery.Web web) {
                out.put("web").put(web.url()).put(web.post() ? "POST" : "GET").put(web.form());
            } else if (delivery instanceof Delivery.Mail mail) {
                put(out, mail);
            } else if (delivery instanceof Delivery.Packet packet) {
                out.put("packet").put(packet.host()).put(packet.port()).put(packet.message());
            }
        }
        return out.bytes.toByteArray();
    }

    private static void put(Writer out, Delivery.Mail mail) {
        out.put("mail").put(mail.host()).put(mail.port());
        out.put(mail.login().isPresent() ? 1 : 0);
        if (mail.login().isPresent()) {
            out.put(mail.login().get().username()).put(mail.login().get().password());
        }
        out.put(mail.from()).put(mail.to().size());
        for (String recipient : mail.to()) {
            out.put(recipient);
        }
        out.put(mail.subject()).put(mail.epochSecond()).put(mail.body());
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when it did not
     */
    static Workload decode(byte[] bytes) {
        Reader in = new Reader(bytes);
        boolean complain = in.text().equals("complain");
        List<Delivery> deliveries = new ArrayList<>();
        while (in.more()) {
            String kind = in.text();
            deliveries.add(switch (kind) {
                case "web" -> new Delivery.Web(in.text(), in.text().equals("POST"), in.text());
                case "mail" -> mail(in);
                case "packet" -> new Delivery.Packet(in.text(), (int) in.number(), in.text());
                default -> throw new IllegalArgumentException("unknown kind of delivery: " + kind);
            });
        }
        return new Workload(complain, deliveries);
    }

    private static Delivery.Mail mail(Reader in) {
        String host = in.text();
        int port = (int) in.number();
        Optional<Handler.Login> login =
                in.number() == 0 ? Optional.empty() : Optional.of(new Handler.Login(in.text(), in.text()));
        String from = in.text();
        List<String> to = new ArrayList<>();
        for (long left = in.number(); left > 0; left--) {
            to.add(in.text());
        }
        return new Delivery.Mail(host, port, login, from, to, in.text(), in.number(), in.text());
    }

    private static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Writer put(String text) {
            byte[] content = NativeString.encode(text);
            bytes.writeBytes((content.length + ":").getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(content);
            bytes.write(',');
            return this;
        }

        Writer put(long number) {
            return put(Long.toString(number));
        }
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean more() {
            return at < bytes.length;
        }

        String text() {
            int length = 0;
            while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
                length = length * 10 + bytes[at++] - '0';
            }
            int from = at + 1;
            int to = from + length;
            if (to < from || to >= bytes.length || bytes[at] != ':' || bytes[to] != ',') {
                throw new IllegalArgumentException("no netstring at byte " + at);
            }
            at = to + 1;
            return NativeString.decode(bytes, from, to);
        }

        long number() {
            return Long.parseLong(text());
        }
    }
}
