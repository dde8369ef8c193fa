package zdaemon.entry;

/**
 * The jar's main class, compiled for Java 8: a runtime that is too old for everything else can at least read this one, and say
 * so in words instead of an UnsupportedClassVersionError.
 */
public final class JarMain {
    private static final int OLDEST = 22;
    private static final int FAILED = 1;

    private JarMain() {
    }

    public static void main(String[] arguments) throws Exception {
        String version = System.getProperty("java.specification.version", "");
        if (major(version) < OLDEST) {
            System.err.println("Error: zdaemon needs Java " + OLDEST + " or newer, and this is Java " + version + " ("
                    + System.getProperty("java.home") + "); run it with a newer one: /path/to/jdk/bin/java -jar zdaemon.jar");
            Runtime.getRuntime().halt(FAILED);
        }
        Class.forName("zdaemon.cli.Main").getMethod("main", String[].class).invoke(null, (Object) arguments);
    }

    /** 1.8 is 8; what is no number is newer than all that we know. */
    private static int major(String version) {
        try {
            return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
        } catch (NumberFormatException e) {
            return OLDEST;
        }
    }
}
