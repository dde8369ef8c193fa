package zdaemon.eventlog.delivery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zdaemon.spec.Handler;

/**
 * A mail by SMTP, RFC 5321: greeting, log-in if configured, one message. Written out, since a mail library is a hundred
 * times its size and the dialogue is this short.
 */
final class DeliveryByMail {
    private static final int READY = 220;
    private static final int DONE = 250;
    private static final int WILL_FORWARD = 251;
    private static final int GO_ON = 334;
    private static final int LOGGED_IN = 235;
    private static final int SEND_MAIL = 354;

    private final SmtpChannel channel;

    private DeliveryByMail(SmtpChannel channel) {
        this.channel = channel;
    }

    static void deliver(Delivery.Mail mail) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(mail.host(), mail.port()), DeliveryMain.STEP_MILLIS);
            DeliveryByMail dialogue = new DeliveryByMail(new SmtpChannel(socket));
            dialogue.greet(socket, mail.login());
            dialogue.send(mail);
        }
    }

    private void greet(Socket socket, Optional<Handler.Login> login) throws IOException {
        channel.expect(READY);
        String host = socket.getLocalAddress().getHostAddress();
        String literal = host.indexOf(':') < 0 ? "[" + host + "]" : "[IPv6:" + host + "]";
        SmtpChannel.Reply hello = channel.ask("EHLO " + literal);
        if (hello.code() != DONE) {
            hello = channel.ask("HELO " + literal).require(DONE);
        }
        if (login.isPresent()) {
            logIn(login.get(), hello.lines());
        }
    }

    private void logIn(Handler.Login login, List<String> features) throws IOException {
        String mechanisms = " ";
        for (String feature : features) {
            String upper = feature.toUpperCase(Locale.ROOT);
            // Old servers write AUTH=.
            if (upper.startsWith("AUTH ") || upper.startsWith("AUTH=")) {
                mechanisms += upper.substring("AUTH ".length()) + " ";
            }
        }
        if (mechanisms.contains(" PLAIN ")) {
            channel.ask("AUTH PLAIN " + base64("\0" + login.username() + "\0" + login.password())).require(LOGGED_IN);
        } else if (mechanisms.contains(" LOGIN ")) {
            channel.ask("AUTH LOGIN").require(GO_ON);
            channel.ask(base64(login.username())).require(GO_ON);
            channel.ask(base64(login.password())).require(LOGGED_IN);
        } else {
            throw new IOException("the server offers no log-in that we know (PLAIN, LOGIN)");
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void send(Delivery.Mail mail) throws IOException {
        channel.ask("MAIL FROM:<" + MailText.address(mail.from()) + ">").require(DONE);
        List<String> refused = new ArrayList<>();
        for (String recipient : mail.to()) {
            SmtpChannel.Reply reply = channel.ask("RCPT TO:<" + MailText.address(recipient) + ">");
            if (reply.code() != DONE && reply.code() != WILL_FORWARD) {
                refused.add(recipient + " is refused: " + reply.text());
            }
        }
        if (refused.size() < mail.to().size()) {
            channel.ask("DATA").require(SEND_MAIL);
            channel.send(MailText.of(mail));
            channel.expect(DONE);
        }
        channel.quit();
        if (!refused.isEmpty()) {
            throw new IOException(String.join("; ", refused));
        }
    }
}
