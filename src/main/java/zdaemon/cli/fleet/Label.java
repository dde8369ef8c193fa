package zdaemon.cli.fleet;

/** What stands before the lines of one of many programs. */
final class Label {
    /** Of ECMA-48: all but black, white and red, which is for errors. */
    private static final int[] COLOURS = {36, 32, 33, 35, 34, 96, 92, 93, 95, 94};

    private Label() {
    }

    /**
     * {@code NAME | }.
     *
     * @param number which one it is; neighbours differ
     */
    static String of(String name, int number, boolean isColoured) {
        return isColoured ? "\033[" + COLOURS[number % COLOURS.length] + "m" + name + " | \033[0m" : name + " | ";
    }
}
