package zdaemon.reference;

import zdaemon.posix.Fd;
import zdaemon.posix.FileSystem;
import zdaemon.posix.NativeString;
import zdaemon.posix.Open;
import zdaemon.posix.PosixException;

/**
 * Writes the manual page and the completions where man and the shells look for them below a {@code share} folder. The
 * build runs it on the finished runtime. It takes two arguments: that folder, and zdaemon's version.
 */
public final class Reference {
    private static final int FOLDER_MODE = 0755;
    private static final int FILE_MODE = 0644;

    private Reference() {
    }

    /**
     * Writes.
     *
     * @param arguments the folder, and the version
     * @throws PosixException when a file cannot be written
     */
    public static void main(String[] arguments) throws PosixException {
        String share = arguments[0];
        write(share, "man/man1/zdaemon.1", ManualPage.of(arguments[1]));
        write(share, "bash-completion/completions/zdaemon", BashCompletion.script());
        write(share, "zsh/site-functions/_zdaemon", ZshCompletion.script());
        write(share, "fish/vendor_completions.d/zdaemon.fish", FishCompletion.script());
    }

    private static void write(String share, String name, String text) throws PosixException {
        String path = share + "/" + name;
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            if (FileSystem.status(folder).isEmpty()) {
                FileSystem.makeDirectory(folder, FOLDER_MODE);
            }
        }
        try (Fd file = Fd.open(path, Open.WRITE + Open.CREATE + Open.TRUNCATE, FILE_MODE)) {
            file.writeFully(NativeString.encode(text));
        }
    }
}
