package zdaemon.eventlog.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A record to a web server, as Python's HTTPHandler sends it: the form in the query of a GET or the body of a POST.
 *
 * <p>By HttpURLConnection, since java.net.http starts a selector, an executor and three threads for the one request.
 */
final class DeliveryByWeb {
    private static final int FIRST_ERROR = 400;

    private DeliveryByWeb() {
    }

    static void deliver(Delivery.Web web) throws IOException {
        // It repeats a POST whose answer does not come; a record that arrives twice is worse than one that may be lost.
        System.setProperty("sun.net.http.retryPost", "false");
        String separator = web.url().indexOf('?') < 0 ? "?" : "&";
        URI uri = URI.create(web.post() ? web.url() : web.url() + separator + web.form());
        if (!(uri.toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new IOException("not a web address");
        }
        try {
            connection.setConnectTimeout(DeliveryMain.STEP_MILLIS);
            connection.setReadTimeout(DeliveryMain.STEP_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setRequestProperty("User-Agent", "zdaemon");
            connection.setRequestProperty("Connection", "close");
            if (web.post()) {
                post(connection, web.form().getBytes(StandardCharsets.US_ASCII));
            }
            int status = connection.getResponseCode();
            if (status >= FIRST_ERROR) {
                throw new IOException("the server answers " + status + " " + connection.getResponseMessage());
            }
        } finally {
            connection.disconnect();
        }
    }

    private static void post(HttpURLConnection connection, byte[] body) throws IOException {
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
    }
}
