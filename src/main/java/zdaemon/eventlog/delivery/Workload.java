package zdaemon.eventlog.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.spec.Handler;
import zdaemon.spec.RecordReader;
import zdaemon.spec.RecordReader.RecordException;
import zdaemon.spec.RecordWriter;

/**
 * What an agent is given to do, as a record.
 *
 * @param complain   whether the agent may say on standard error what went wrong
 * @param deliveries what to deliver, in this order
 */
record Workload(boolean complain, List<Delivery> deliveries) {
    private static final String KIND = "deliveries";
    private static final int VERSION = 1;

    byte[] encode() {
        RecordWriter out = new RecordWriter(KIND, VERSION).put("complain", complain)
                .put("count", deliveries.size());
        for (Delivery delivery : deliveries) {
            out.open("delivery");
            // Not a switch over types: the manager comes here, and such a switch is spun at run time.
            if (delivery instanceof Delivery.Web web) {
                out.put("kind", "web").put("url", web.url()).put("post", web.post()).put("form", web.form());
            } else if (delivery instanceof Delivery.Mail mail) {
                put(out, mail);
            } else if (delivery instanceof Delivery.Packet packet) {
                out.put("kind", "packet").put("host", packet.host()).put("port", packet.port())
                        .put("message", packet.message());
            }
            out.close();
        }
        return out.bytes();
    }

    private static void put(RecordWriter out, Delivery.Mail mail) {
        out.put("kind", "mail").put("host", mail.host()).put("port", mail.port());
        if (mail.login().isPresent()) {
            out.put("username", mail.login().get().username()).put("password", mail.login().get().password());
        }
        out.put("from", mail.from()).put("to", mail.to()).put("subject", mail.subject())
                .put("date", mail.epochSecond()).put("body", mail.body());
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws RecordException when it did not
     */
    static Workload decode(byte[] bytes) throws RecordException {
        RecordReader in = RecordReader.of(bytes, KIND, VERSION);
        List<Delivery> deliveries = new ArrayList<>();
        for (RecordReader record : in.records("delivery")) {
            String kind = record.text("kind");
            deliveries.add(switch (kind) {
                case "web" -> new Delivery.Web(record.text("url"), record.flag("post", false), record.text("form"));
                case "mail" -> mail(record);
                case "packet" -> new Delivery.Packet(record.text("host"), (int) record.number("port", 0),
                        record.text("message"));
                default -> throw new RecordException("unknown kind of delivery: " + kind);
            });
        }
        if (deliveries.size() != in.number("count", -1)) {
            throw new RecordException("deliveries are missing");
        }
        return new Workload(in.flag("complain", false), deliveries);
    }

    private static Delivery.Mail mail(RecordReader in) throws RecordException {
        Optional<Handler.Login> login = in.find("username").isEmpty() ? Optional.empty()
                : Optional.of(new Handler.Login(in.text("username"), in.text("password")));
        return new Delivery.Mail(in.text("host"), (int) in.number("port", 0), login, in.text("from"), in.all("to"),
                in.text("subject"), in.number("date", 0), in.text("body"));
    }
}
