package zdaemon.eventlog.delivery;

import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import zdaemon.posix.NativeString;
import zdaemon.spec.RecordReader.RecordException;

/**
 * The delivery agent: a short-lived process that brings the manager's messages to web, mail and syslog servers, so that
 * the manager never waits for a network. It reads what to do from its standard input and ends.
 *
 * <p>Each step has a time limit of ten seconds, the whole process one of a hundred: name look-ups and servers that
 * answer drop by drop have no limit of their own. A server that failed is not tried again by the same agent.
 */
public final class DeliveryMain {
    /** Exit status when something could not be delivered. */
    static final int COMPLAINED = 1;
    /** Limit of each step, in milliseconds. */
    static final int STEP_MILLIS = 10_000;
    private static final long LIFE_MILLIS = 100_000;

    private final PrintStream complaints;
    private final Map<String, Failure> failures = new LinkedHashMap<>();

    private record Failure(String reason, int messages) {
    }

    private DeliveryMain(PrintStream complaints) {
        this.complaints = complaints;
    }

    /**
     * Runs the agent.
     *
     * @param arguments none
     * @throws IOException when standard input cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        limitLife();
        try {
            System.exit(run(System.in.readAllBytes(), System.err));
        } catch (RecordException e) {
            System.err.print("zdaemon: event log: a delivery agent was given work that it does not understand: "
                    + e.getMessage() + "\n");
            System.exit(COMPLAINED);
        }
    }

    private static void limitLife() {
        new Timer(true).schedule(new TimerTask() {
            @Override
            public void run() {
                Runtime.getRuntime().halt(COMPLAINED);
            }
        }, LIFE_MILLIS);
    }

    /**
     * Delivers.
     *
     * @param work       a {@link Workload}
     * @param complaints where failures are told
     * @return the exit status
     * @throws RecordException when it is no workload
     */
    static int run(byte[] work, PrintStream complaints) throws RecordException {
        Workload workload = Workload.decode(work);
        DeliveryMain agent = new DeliveryMain(complaints);
        for (Delivery delivery : workload.deliveries()) {
            agent.deliver(delivery);
        }
        if (workload.complain()) {
            agent.complain();
        }
        return agent.failures.isEmpty() ? 0 : COMPLAINED;
    }

    private void deliver(Delivery delivery) {
        Failure before = failures.get(delivery.destination());
        if (before != null) {
            failures.put(delivery.destination(), new Failure(before.reason(), before.messages() + 1));
            return;
        }
        try {
            switch (delivery) {
                case Delivery.Web web -> DeliveryByWeb.deliver(web);
                case Delivery.Mail mail -> DeliveryByMail.deliver(mail);
                case Delivery.Packet packet -> deliver(packet);
            }
        } catch (UnknownHostException e) {
            failures.put(delivery.destination(), new Failure("unknown host", 1));
        } catch (IOException | IllegalArgumentException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            failures.put(delivery.destination(), new Failure(reason.strip(), 1));
        }
    }

    private void complain() {
        for (Map.Entry<String, Failure> failure : failures.entrySet()) {
            complaints.print("zdaemon: event log: can't deliver to " + failure.getKey() + ": "
                    + failure.getValue().reason() + " (messages lost: " + failure.getValue().messages() + ")\n");
        }
        complaints.flush();
    }

    static void deliver(Delivery.Packet packet) throws IOException {
        byte[] bytes = NativeString.encode(packet.message() + "\0");
        try (DatagramSocket socket = new DatagramSocket()) {
            InetAddress address = InetAddress.getByName(packet.host());
            socket.send(new DatagramPacket(bytes, bytes.length, address, packet.port()));
        }
    }
}
