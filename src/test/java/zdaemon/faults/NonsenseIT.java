package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Sandbox;

/** Bytes of any kind on the control socket, in pieces of any size. */
class NonsenseIT {
    private static final long MEMORY_KB = 4096;
    private static Sandbox sandbox;
    private static Daemon daemon;
    private static Proc program;
    private static long before;

    @BeforeContainer
    static void start() {
        sandbox = new Sandbox();
        daemon = new Daemon(sandbox);
        daemon.runs("sleep 1000");
        program = daemon.start();
        before = Kernel.resident(daemon.manager());
    }

    @AfterContainer
    static void stop() {
        try {
            assertTrue(Kernel.resident(daemon.manager()) - before < MEMORY_KB);
            daemon.stop();
        } finally {
            sandbox.close();
        }
    }

    /** Whatever is sent, the next client gets its answer. Nonsense that happens to mean something is not nonsense. */
    @Property(tries = 300)
    void managerAndProgramLiveOn(@ForAll("nonsense") byte[] bytes, @ForAll boolean reads) throws IOException {
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(daemon.socket()))) {
            send(client, bytes);
            if (reads) {
                client.shutdownOutput();
                ByteBuffer reply = ByteBuffer.allocate(4096);
                while (client.read(reply.clear()) >= 0) {
                    assertTrue(reply.position() > 0);
                }
            }
        } catch (IOException hungUp) {
            // The manager had had enough of it.
        }
        assertEquals(Long.toString(program.pid()), daemon.status().get("application"));
    }

    private static void send(SocketChannel client, byte[] bytes) throws IOException {
        int size = 1 + bytes.length / 3;
        for (int from = 0; from < bytes.length; from += size) {
            client.write(ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from)));
        }
    }

    @Provide
    Arbitrary<byte[]> nonsense() {
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(40_000);
        Arbitrary<byte[]> nearly = Arbitraries.of("status", "kill", "await", "await up", "help", "reopen_transcript", "")
                .flatMap(verb -> Arbitraries.strings().ofMaxLength(20)
                        .map(rest -> (verb + " " + rest + "\n").getBytes()))
                .filter(bytes -> !new String(bytes).strip().matches("kill( \\d+)?"));
        return Arbitraries.oneOf(any, nearly);
    }
}
