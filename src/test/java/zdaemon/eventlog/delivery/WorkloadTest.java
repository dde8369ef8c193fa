package zdaemon.eventlog.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import zdaemon.spec.Handler;
import zdaemon.spec.RecordReader.RecordException;

class WorkloadTest {
    @Provide
    Arbitrary<Workload> workloads() {
        Arbitrary<String> text = Arbitraries.strings().withChars('a', 'Z', ',', ':', '\n', '\0', '\u00e9', '\u20ac', '\udcff', '\\');
        Arbitrary<Integer> port = Arbitraries.integers().between(1, 65_535);
        Arbitrary<Optional<Handler.Login>> login = Combinators.combine(text, text).as(Handler.Login::new).optional();
        Arbitrary<Delivery> web = Combinators.combine(text, Arbitraries.of(true, false), text).as(Delivery.Web::new);
        Arbitrary<Delivery> packet = Combinators.combine(text, port, text).as(Delivery.Packet::new);
        Arbitrary<Delivery> mail = Combinators.combine(text, port, login, text, text.list().ofMaxSize(3), text,
                Arbitraries.longs(), text).as(Delivery.Mail::new);
        Arbitrary<List<Delivery>> deliveries = Arbitraries.oneOf(web, mail, packet).list().ofMaxSize(5);
        return Combinators.combine(Arbitraries.of(true, false), deliveries).as(Workload::new);
    }

    @Property
    void comesOutAsItWentIn(@ForAll("workloads") Workload workload) throws RecordException {
        assertEquals(workload, Workload.decode(workload.encode()));
    }

    @Test
    void refusesWhatIsCutShort() {
        byte[] whole = new Workload(true, List.of(new Delivery.Packet("host", 514, "text"))).encode();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(RecordException.class, () -> Workload.decode(part), "at " + length);
        }
    }
}
