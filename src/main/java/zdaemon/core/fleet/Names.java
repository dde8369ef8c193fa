package zdaemon.core.fleet;

/** Names of programs: letters, digits, {@code -} and {@code _}, but not {@code all}; case does not matter (programs §1). */
public final class Names {

    private Names() {}

    /** Whether a program may be called so. */
    public static boolean isValid(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_')) {
                return false;
            }
        }
        return !name.isEmpty() && !key(name).equals("all");
    }

    /** What two names have in common that mean the same program: ASCII letters in lower case. */
    public static String key(String name) {
        StringBuilder key = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            key.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
        }
        return key.toString();
    }
}
