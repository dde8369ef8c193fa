package zdaemon.posix;

import zdaemon.process.TestJvm;

/** Run as root by {@link FolderTest}: becomes nobody and says which of the names in a folder it would walk through. */
public final class FolderProbe {
    private FolderProbe() {}

    static String asNobody(String folder, String... names) throws PosixException {
        String[] arguments = new String[names.length + 1];
        arguments[0] = folder;
        System.arraycopy(names, 0, arguments, 1, names.length);
        return TestJvm.output(FolderProbe.class, arguments);
    }

    /** Runs the probe. */
    public static void main(String[] arguments) throws PosixException {
        Credentials.assume(Accounts.byName("nobody").orElseThrow());
        for (int i = 1; i < arguments.length; i++) {
            boolean isFollowed = true;
            try {
                Folder.open(arguments[0] + "/" + arguments[i]).close();
            } catch (PosixException e) {
                isFollowed = false;
            }
            System.out.println(arguments[i] + " " + isFollowed);
        }
    }
}
