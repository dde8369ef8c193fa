package zdaemon.faults;

/** How long the long forms are: {@code -Dzdaemon.soak.percent=5} shortens them. */
final class Soak {
    static final int PERCENT = Integer.getInteger("zdaemon.soak.percent", 100);

    private Soak() {
    }
}
