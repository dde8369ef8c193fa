package zdaemon.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zdaemon.config.ConfigurationLoader.ConfigurationException;
import zdaemon.config.ConfigurationLoader.OptionValue;
import zdaemon.spec.Handler;
import zdaemon.spec.Option;
import zdaemon.spec.Settings;

/** A machine in memory: files, directories, accounts, an environment; the current directory is {@code /here}. */
final class Machine implements SourceReader {
    /** The file that {@link #conf} writes. */
    static final String CONF = "/etc/x.conf";

    private final Map<String, byte[]> files = new HashMap<>();
    private final Set<String> directories = new HashSet<>(Set.of("/", ".", "/here", "/tmp", "/etc"));
    private final Map<String, String> homes = new HashMap<>(Map.of("", "/home/me", "jim", "/home/jim"));
    private final Map<String, String> environment = new HashMap<>();

    static Machine conf(String text) {
        return new Machine().file(CONF, text);
    }

    /** A {@code <runner>} with a program on line 2 and what is given from line 3 on. */
    static Machine runner(String lines) {
        return conf("<runner>\nprogram sleep 100\n" + lines + "\n</runner>\n");
    }

    /** A correct {@code <runner>}, and an event log whose content begins on line 5. */
    static Machine eventLog(String lines) {
        return conf("<runner>\nprogram sleep 100\n</runner>\n<eventlog>\n" + lines + "\n</eventlog>\n");
    }

    Machine file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Machine file(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    Machine directory(String path) {
        directories.add(path);
        return this;
    }

    Machine variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Options as words: a letter with its hyphen, then the value if the option takes one. */
    static List<OptionValue> options(String... words) {
        List<OptionValue> values = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            String letter = words[i].substring(1);
            Option option = List.of(Option.values()).stream().filter(o -> o.letter().equals(Optional.of(letter)))
                    .findFirst().orElseThrow();
            values.add(new OptionValue(option, option.takesValue() ? words[++i] : "", "-" + letter));
        }
        return values;
    }

    private ConfigurationLoader loader() {
        return new ConfigurationLoader(this, environment, "/here");
    }

    Configuration load(String... words) throws ConfigurationException {
        return loader().load(options(words));
    }

    /** The settings of the file that {@link #conf} wrote, and further options. */
    Settings settings(String... words) throws ConfigurationException {
        return load(with(words)).settings();
    }

    private static String[] with(String... words) {
        List<String> all = new ArrayList<>(List.of("-C", CONF));
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }

    /** The message that a command line is refused with. */
    String refusal(String... words) {
        return assertThrows(ConfigurationException.class, () -> load(words)).getMessage();
    }

    /** The message that the file, with further options, is refused with. */
    String fileRefusal(String... words) {
        return refusal(with(words));
    }

    /** All messages of a check. */
    List<String> check(String... words) {
        return loader().check(options(with(words))).faults().stream().map(Problem::text).toList();
    }

    /** All warnings of a check. */
    List<String> warnings(String... words) {
        return loader().check(options(with(words))).warnings().stream().map(Problem::text).toList();
    }

    /** What is found in spite of faults. */
    Reading read(String... words) {
        return loader().read(options(with(words)));
    }

    Handler handler() throws ConfigurationException {
        return settings().manager().eventLog().orElseThrow().handlers().getFirst();
    }

    @Override
    public byte[] read(String path) throws IOException {
        byte[] content = files.get(path);
        if (content == null) {
            throw new IOException("can't open " + path + ": No such file or directory");
        }
        return content;
    }

    @Override
    public boolean isDirectory(String path) {
        return directories.contains(path);
    }

    @Override
    public boolean exists(String path) {
        return directories.contains(path) || files.containsKey(path);
    }

    @Override
    public Optional<String> home() {
        return home("");
    }

    @Override
    public Optional<String> home(String user) {
        return Optional.ofNullable(homes.get(user));
    }
}
