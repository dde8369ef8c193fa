package zdaemon.cli.words;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zdaemon.config.SourceReader;
import zdaemon.posix.Account;
import zdaemon.posix.Accounts;
import zdaemon.posix.Credentials;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.PosixException;

/** The machine, for the configuration to look at. */
public final class Surroundings implements SourceReader {

    @Override
    public byte[] read(String path) throws IOException {
        return FileSystem.read(path);
    }

    @Override
    public boolean isDirectory(String path) {
        Optional<FileStatus> status = look(path);
        return status.isPresent() && status.get().type() == FileType.DIRECTORY;
    }

    @Override
    public boolean exists(String path) {
        return look(path).isPresent();
    }

    /** What cannot be looked at is not there for us. */
    private static Optional<FileStatus> look(String path) {
        try {
            return FileSystem.status(path);
        } catch (PosixException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> home() {
        return homeOf(Accounts.byUid(Credentials.effectiveUid()));
    }

    @Override
    public Optional<String> home(String user) {
        try {
            return homeOf(Accounts.byName(user));
        } catch (PosixException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> homeOf(Optional<Account> account) {
        return account.isPresent() ? Optional.of(account.get().home()) : Optional.empty();
    }

    /** The environment's entries, by name; of several of one name the first, as getenv(3) has it. */
    public static Map<String, String> byName(List<String> entries) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i);
            int equals = entry.indexOf('=', 1);
            if (equals > 0) {
                map.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return map;
    }
}
