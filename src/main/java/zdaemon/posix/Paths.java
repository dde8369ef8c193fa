package zdaemon.posix;

import zdaemon.bindings.libc;

/** Paths as such. */
final class Paths {
    private Paths() {}

    static String currentDirectory() throws PosixException {
        int size = libc.PATH_MAX();
        while (true) {
            try (Buffer buffer = Buffer.allocate(size)) {
                if (LibcFiles.getcwd(buffer.address(), size) != 0) {
                    return Foreign.textAt(buffer.address());
                }
                if (Function.errnoNumber() != libc.ERANGE()) {
                    throw PosixException.on("getcwd", "");
                }
                size *= 2;
            }
        }
    }

    static String linkTarget(String path) throws PosixException {
        int size = libc.PATH_MAX();
        try (Buffer name = Buffer.text(path); Buffer target = Buffer.allocate(size)) {
            int length = (int) LibcFiles.readlink(name.address(), target.address(), size);
            if (length < 0) {
                throw PosixException.onPath("readlink", path);
            }
            return NativeString.decode(target.get(0, length));
        }
    }

    static String absolute(String path) throws PosixException {
        String whole = path.startsWith("/") ? path : currentDirectory() + "/" + path;
        StringBuilder tidy = new StringBuilder(whole.length());
        int at = 0;
        while (at < whole.length()) {
            int slash = whole.indexOf('/', at);
            int end = slash < 0 ? whole.length() : slash;
            boolean nothing = end == at || (end == at + 1 && whole.charAt(at) == '.');
            if (!nothing) {
                tidy.append('/').append(whole, at, end);
            }
            at = end + 1;
        }
        return tidy.isEmpty() ? "/" : tidy.toString();
    }
}
