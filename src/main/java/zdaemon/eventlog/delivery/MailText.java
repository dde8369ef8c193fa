package zdaemon.eventlog.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import zdaemon.posix.NativeString;

/** A mail as it goes over the wire, RFC 5322 and MIME: lines end in CR LF, dots are doubled, a lone dot ends it. */
final class MailText {
    private static final int MAX_LINE = 998;
    /** Bytes of text in one encoded word of RFC 2047, which may have 75 characters. */
    private static final int MAX_WORD = 45;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private MailText() {
    }

    static byte[] of(Delivery.Mail mail) {
        StringBuilder recipients = new StringBuilder();
        for (String recipient : mail.to()) {
            recipients.append(recipients.isEmpty() ? "" : ",\r\n ").append(mailbox(recipient));
        }
        boolean plain = isPlain(mail.body());
        String date = DATE.format(Instant.ofEpochSecond(mail.epochSecond()).atZone(ZoneId.systemDefault()));
        String body = plain ? lines(mail.body())
                : Base64.getMimeEncoder().encodeToString(NativeString.encode(mail.body()));
        String text = "From: " + mailbox(mail.from()) + "\r\n"
                + "To: " + recipients + "\r\n"
                + "Subject: " + words(mail.subject()) + "\r\n"
                + "Date: " + date + "\r\n"
                + "MIME-Version: 1.0\r\n"
                + "Content-Type: text/plain; charset=\"utf-8\"\r\n"
                + "Content-Transfer-Encoding: " + (plain ? "7bit" : "base64") + "\r\n"
                + "\r\n"
                + body
                + "\r\n.\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The address alone of {@code Name <address>}, without anything that could end the command it stands in. */
    static String address(String mailbox) {
        int open = mailbox.lastIndexOf('<');
        int close = mailbox.indexOf('>', open + 1);
        String address = open >= 0 && close > open ? mailbox.substring(open + 1, close) : mailbox;
        return address.replace("\r", "").replace("\n", "").replace("<", "").replace(">", "").strip();
    }

    private static String mailbox(String mailbox) {
        int open = mailbox.lastIndexOf('<');
        return isAscii(mailbox) || open < 0 ? words(mailbox) : words(mailbox.substring(0, open).strip()) + " <"
                + address(mailbox) + ">";
    }

    /** A header's text; as encoded words when it is not ASCII. */
    private static String words(String text) {
        String line = text.replace('\r', ' ').replace('\n', ' ');
        if (isAscii(line)) {
            return line;
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (from < line.length()) {
            int to = from;
            int bytes = 0;
            while (to < line.length() && bytes < MAX_WORD - 3) {
                int next = to + Character.charCount(line.codePointAt(to));
                bytes += NativeString.encode(line.substring(to, next)).length;
                to = next;
            }
            String word = Base64.getEncoder().encodeToString(NativeString.encode(line.substring(from, to)));
            out.append(out.isEmpty() ? "" : "\r\n ").append("=?utf-8?b?").append(word).append("?=");
            from = to;
        }
        return out.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x7f || (text.charAt(i) < ' ' && text.charAt(i) != '\n' && text.charAt(i) != '\t')) {
                return false;
            }
        }
        return true;
    }

    /** Whether a body can go as it is. */
    private static boolean isPlain(String body) {
        int line = 0;
        for (int i = 0; i < body.length(); i++) {
            line = body.charAt(i) == '\n' ? 0 : line + 1;
            if (line > MAX_LINE - 1) {
                return false;
            }
        }
        return isAscii(body);
    }

    private static String lines(String body) {
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (first && c == '.') {
                out.append('.');
            }
            first = c == '\n';
            out.append(first ? "\r\n" : Character.toString(c));
        }
        return out.toString();
    }
}
