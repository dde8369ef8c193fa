package zdaemon.eventlog.delivery;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import zdaemon.posix.NativeString;

/** Syslog over UDP to a host that has a name. */
final class DeliveryByPacket {
    private DeliveryByPacket() {
    }

    static void deliver(Delivery.Packet packet) throws IOException {
        byte[] bytes = NativeString.encode(packet.message() + "\0");
        try (DatagramSocket socket = new DatagramSocket()) {
            InetAddress address = InetAddress.getByName(packet.host());
            socket.send(new DatagramPacket(bytes, bytes.length, address, packet.port()));
        }
    }
}
