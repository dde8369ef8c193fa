package zdaemon.posix;

import java.util.ArrayList;
import java.util.List;

/** What is in a directory, readdir(3). */
public final class Directory {
    private Directory() {}

    /**
     * The names in a directory.
     *
     * @return all but {@code .} and {@code ..}, in no order
     * @throws PosixException ENOENT, ENOTDIR, EACCES, …
     */
    public static List<String> names(String path) throws PosixException {
        List<String> names = new ArrayList<>();
        try (Buffer name = Buffer.text(path)) {
            long stream = LibcFiles.opendir(name.address());
            if (stream == 0) {
                throw PosixException.onPath("open", path);
            }
            long entry = LibcFiles.readdir(stream);
            while (entry != 0) {
                String found = Foreign.textAt(entry + LibcFiles.DIRENT_NAME);
                if (!found.equals(".") && !found.equals("..")) {
                    names.add(found);
                }
                entry = LibcFiles.readdir(stream);
            }
            LibcFiles.closedir(stream);
        }
        return names;
    }
}
