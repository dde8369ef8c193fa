package zdaemon.posix;

import java.util.Optional;


/** One walk along a path, {@link Folder#open}. */
final class FolderWalk {
    /** As the kernel has it, path_resolution(7). */
    private static final int MOST_LINKS = 40;

    private final String whole;
    private final int self;
    private Folder at;
    private String rest;
    private int links;

    FolderWalk(String path) throws PosixException {
        this(path, Credentials.effectiveUid());
    }

    /** @param uid who is no stranger on the way */
    FolderWalk(String path, int uid) throws PosixException {
        whole = path;
        self = uid;
        at = Folder.top(self);
        rest = path;
        if (!path.startsWith("/")) {
            beginHere();
        }
    }

    /** Whose current directory lies in folders that he may not enter begins there all the same. */
    private void beginHere() throws PosixException {
        try {
            at.close();
            at = Folder.open(Paths.currentDirectory());
        } catch (PosixException e) {
            if (!e.errno().equals(Errno.EACCES)) {
                throw e;
            }
            try (Folder top = Folder.top(self)) {
                at = Folder.current(top.trust());
            }
        }
    }

    Folder toFolder() throws PosixException {
        try {
            for (String name = next(); !name.isEmpty(); name = next()) {
                step(name);
            }
            return at;
        } catch (PosixException e) {
            at.close();
            throw e;
        }
    }

    /** Walks to the folder of a file, which need not be there. */
    Place toFile() throws PosixException {
        try {
            String name = next();
            while (true) {
                String after = next();
                if (!after.isEmpty()) {
                    rest = after + "/" + rest;
                    step(name);
                    name = next();
                } else if (name.isEmpty() || name.equals("..")) {
                    step(name.isEmpty() ? "." : name);
                    return new Place(at, "", false);
                } else {
                    Optional<FileStatus> there = at.look(name);
                    if (there.isEmpty() || there.get().type() != FileType.SYMBOLIC_LINK) {
                        return new Place(at, name, false);
                    }
                    if (isKernels(follow(name, there.get()))) {
                        return new Place(at, name, true);
                    }
                    name = next();
                }
            }
        } catch (PosixException e) {
            at.close();
            throw e;
        }
    }

    /** Whether a link in {@code /proc} means an open file that has no path. */
    private boolean isKernels(String target) {
        return at.path().startsWith("/proc/") && target.indexOf(":[") > 0;
    }

    /** Takes the next component; empty at the end. */
    private String next() {
        int from = 0;
        while (from < rest.length()) {
            int slash = rest.indexOf('/', from);
            int end = slash < 0 ? rest.length() : slash;
            boolean isNothing = end == from || (end == from + 1 && rest.charAt(from) == '.');
            if (!isNothing) {
                String name = rest.substring(from, end);
                rest = rest.substring(Math.min(end + 1, rest.length()));
                return name;
            }
            from = end + 1;
        }
        rest = "";
        return "";
    }

    private void step(String name) throws PosixException {
        if (name.equals(".")) {
            return;
        }
        if (name.equals("..")) {
            String path = at.path();
            restart(path.substring(0, path.lastIndexOf('/')) + "/" + rest);
            return;
        }
        Optional<Folder> inner = at.enter(name);
        if (inner.isPresent()) {
            replace(inner.get());
            return;
        }
        Optional<FileStatus> link = at.look(name);
        if (link.isEmpty() || link.get().type() != FileType.SYMBOLIC_LINK) {
            throw new PosixException("open", Errno.ENOTDIR, PosixException.quote(at.in(name)));
        }
        if (isKernels(follow(name, link.get()))) {
            throw new PosixException("open", Errno.ENOTDIR, PosixException.quote(at.in(name)));
        }
    }

    /** Puts a link's target in front of what is left; answers the target. */
    private String follow(String name, FileStatus link) throws PosixException {
        if (!at.mayFollow(link)) {
            throw new PosixException("open", Errno.EACCES, PosixException.quote(whole) + ", for '" + at.in(name)
                    + "' is a symbolic link of " + Accounts.describe(link.uid()) + " where others than "
                    + (at.trust().isRoot() ? "root" : "you and root") + " may put one; name the folder that it leads to");
        }
        links++;
        if (links > MOST_LINKS) {
            throw new PosixException("open", Errno.ELOOP, PosixException.quote(whole));
        }
        String target = at.linkTarget(name);
        if (isKernels(target)) {
            return target;
        }
        if (target.startsWith("/")) {
            restart(target + "/" + rest);
        } else {
            rest = target + "/" + rest;
        }
        return target;
    }

    private void restart(String path) throws PosixException {
        replace(Folder.top(self));
        rest = path;
    }

    private void replace(Folder next) {
        at.close();
        at = next;
    }
}
