package zdaemon.posix;

/** Run by {@link OpenFilesTest} with limits of its own: raises them. */
final class OpenFilesProbe {
    private OpenFilesProbe() {}

    /** Runs the probe; its argument is how many descriptors it needs. */
    public static void main(String[] arguments) throws PosixException {
        System.out.println(OpenFiles.raise(Long.parseLong(arguments[0])) + " " + OpenFiles.limits() + " " + OpenFiles.limit());
    }
}
