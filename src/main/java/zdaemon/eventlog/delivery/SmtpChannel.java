package zdaemon.eventlog.delivery;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import zdaemon.posix.NativeString;

/** Commands and replies of SMTP over a connection, each with a time limit. */
final class SmtpChannel {
    private static final int MAX_LINE = 4096;
    private static final int MAX_LINES = 100;

    private final InputStream in;
    private final OutputStream out;

    SmtpChannel(Socket socket) throws IOException {
        socket.setSoTimeout(DeliveryMain.STEP_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /**
     * What the server answered.
     *
     * @param code  three digits
     * @param lines the text of each line
     */
    record Reply(int code, List<String> lines) {
        String text() {
            return code + " " + String.join(" ", lines);
        }

        Reply require(int expected) throws IOException {
            if (code != expected) {
                throw new IOException("the server answers " + text());
            }
            return this;
        }
    }

    Reply ask(String command) throws IOException {
        send(NativeString.encode(command.replace('\r', ' ').replace('\n', ' ') + "\r\n"));
        return reply();
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    Reply expect(int code) throws IOException {
        return reply().require(code);
    }

    /** Says good-bye; the mail is delivered by then, and how the server takes it no longer matters. */
    void quit() {
        try {
            ask("QUIT");
        } catch (IOException e) {
            // As said.
        }
    }

    private Reply reply() throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < MAX_LINES) {
            String line = line();
            if (line.length() < 3) {
                throw new IOException("not a mail server: " + line);
            }
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() == 3 || line.charAt(3) != '-') {
                try {
                    return new Reply(Integer.parseInt(line.substring(0, 3)), lines);
                } catch (NumberFormatException e) {
                    throw new IOException("not a mail server: " + line, e);
                }
            }
        }
        throw new IOException("the server does not stop talking");
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = in.read();
        while (c != '\n' && line.size() < MAX_LINE) {
            if (c < 0) {
                throw new EOFException("the server hangs up");
            }
            line.write(c);
            c = in.read();
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
