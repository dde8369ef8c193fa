package zdaemon.posix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** This process's environment, environ(7), byte for byte: what the JDK makes of it depends on the locale. */
public final class Environment {
    /** For whom passwd(5) names none. */
    private static final String SHELL = "/bin/sh";

    private Environment() {}

    /** {@return {@code NAME=value} each, in libc's order} */
    public static List<String> entries() {
        List<String> entries = new ArrayList<>();
        long at = LibcProcesses.environ();
        long entry = at == 0 ? 0 : Foreign.longAt(at);
        while (entry != 0) {
            entries.add(Foreign.textAt(entry));
            at += Layout.POINTER_SIZE;
            entry = Foreign.longAt(at);
        }
        return entries;
    }

    /**
     * One variable, getenv(3).
     *
     * @return its value; empty when it is not set
     */
    public static Optional<String> get(String name) {
        try (Buffer text = Buffer.text(name)) {
            long value = LibcProcesses.getenv(text.address());
            return value == 0 ? Optional.empty() : Optional.of(Foreign.textAt(value));
        } catch (PosixException nulInName) {
            return Optional.empty();
        }
    }

    /**
     * Sets what names a user in an environment, as login(1) sets it.
     *
     * @param entries {@code NAME=value} each
     */
    public static List<String> of(Account account, List<String> entries) {
        return with(entries, of(account));
    }

    /** The variables that name a user, as login(1) sets them. */
    public static Map<String, String> of(Account account) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("HOME", account.home());
        variables.put("USER", account.name());
        variables.put("LOGNAME", account.name());
        variables.put("SHELL", account.shell().isEmpty() ? SHELL : account.shell());
        return variables;
    }

    /**
     * Sets variables on top of an environment.
     *
     * @param entries {@code NAME=value} each
     */
    public static List<String> with(List<String> entries, Map<String, String> variables) {
        Map<String, String> unset = new LinkedHashMap<>(variables);
        List<String> merged = new ArrayList<>(entries.size() + variables.size());
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            String name = equals < 0 ? entry : entry.substring(0, equals);
            String value = unset.remove(name);
            if (value != null) {
                merged.add(name + "=" + value);
            } else if (!variables.containsKey(name)) {
                merged.add(entry);
            }
        }
        for (Map.Entry<String, String> variable : unset.entrySet()) {
            merged.add(variable.getKey() + "=" + variable.getValue());
        }
        return merged;
    }
}
