package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Site.runner;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Result;
import zdaemon.e2e.Running;
import zdaemon.e2e.Site;

/** SIGKILL to the manager of fifty programs that crash, write, stop and are updated, at random moments. */
@Behaviour(Paragraph.MANAGER_KILLED)
@EndToEnd
class SiteDeathIT {
    private static final int WRITERS = 15;
    private static final int CRASHING = 10;
    private static final int SLEEPERS = 15;
    private static final int OTHERS = 5;
    private static final long LONGEST_NANOS = 250_000_000L;

    private final Set<String> wanted = new HashSet<>();
    private Random random = new Random(0);

    @Test
    void nothingIsLostInTenRounds(Site site) throws IOException {
        rounds(site, 10);
    }

    @Test
    @Tag("soak")
    @Timeout(6 * 3600)
    void norInTwoHundred(Site site) throws IOException {
        rounds(site, 2 * Soak.PERCENT);
    }

    private void rounds(Site site, int rounds) throws IOException {
        long seed = System.nanoTime();
        Figures.note("managers of fifty killed with seed " + seed);
        random = new Random(seed);
        configure(site, 0);
        site.ask("start").exits(0);
        wanted.addAll(names("writer", WRITERS));
        wanted.addAll(names("crash", CRASHING));
        wanted.addAll(names("sleep", SLEEPERS));
        wanted.addAll(names("needy", OTHERS));
        for (int round = 1; round <= rounds; round++) {
            Proc manager = site.manager();
            Running action = act(site, round);
            LockSupport.parkNanos(random.nextLong(LONGEST_NANOS));
            manager.kill("KILL");
            Result result = action.finish();
            if (result.command().contains(" update") && result.exit() != 0) {
                site.ask("update").exits(0);
            } else {
                result.exits(0);
            }
            site.ask("status");
            check(site, round);
        }
        site.stop();
        for (String writer : names("writer", WRITERS)) {
            isWhole(site, writer, true);
        }
        for (String crashing : names("crash", CRASHING)) {
            isWhole(site, crashing, false);
        }
    }

    private static List<String> names(String program, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add(program + "." + i);
        }
        return names;
    }

    private static void configure(Site site, int version) {
        String counter = site.sandbox.script("counter");
        site.write("",
                runner("writer", counter + " {name}.{instance}.count", "instances " + WRITERS,
                        "transcript {name}.{instance}.log"),
                runner("crash", counter + " {name}.{instance}.count 15", "instances " + CRASHING,
                        "transcript {name}.{instance}.log", "backoff-limit 0"),
                runner("sleep", "sleep 1000", "instances " + SLEEPERS, "stop-timeout " + (20 + version)),
                runner("job", "sleep 0.2", "instances " + OTHERS, "oneshot on"),
                runner("needy", "sleep " + (1000 + version), "instances " + OTHERS, "needs job"));
    }

    /** Something that changes what is wanted, or how. */
    private Running act(Site site, int round) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> {
                List<String> some = some("sleep", SLEEPERS);
                some.addAll(some("writer", WRITERS));
                wanted.removeAll(some);
                yield launch(site, "stop", some);
            }
            case 2 -> {
                List<String> some = some("sleep", SLEEPERS);
                some.addAll(some("writer", WRITERS));
                wanted.addAll(some);
                yield launch(site, "start", some);
            }
            case 3 -> {
                List<String> some = some("writer", WRITERS);
                wanted.addAll(some);
                yield launch(site, "restart", some);
            }
            default -> {
                configure(site, round);
                yield site.launch("update");
            }
        };
    }

    private static Running launch(Site site, String action, List<String> names) {
        List<String> words = new ArrayList<>(List.of(action));
        words.addAll(names);
        return site.launch(words.toArray(String[]::new));
    }

    /** At least one. */
    private List<String> some(String program, int count) {
        List<String> some = new ArrayList<>(List.of(program + "." + (1 + random.nextInt(count))));
        for (String name : names(program, count)) {
            if (random.nextInt(4) == 0 && !some.contains(name)) {
                some.add(name);
            }
        }
        return some;
    }

    private void check(Site site, int round) {
        String when = "in round " + round;
        until("all is as it was wished " + when + ": " + wanted, () -> isAsWished(site));
        until("there is one of each " + when, () -> {
            Map<String, Integer> copies = copies(site);
            boolean isOne = copies.remove("manager") == 1;
            for (Map.Entry<String, Integer> each : copies.entrySet()) {
                isOne &= each.getValue() == 1 && wanted.contains(each.getKey());
            }
            return isOne;
        });
    }

    private boolean isAsWished(Site site) throws IOException {
        for (Site.Row row : site.table().values()) {
            boolean isWell = row.name().startsWith("job.") ? row.state().equals("done")
                    : wanted.contains(row.name()) ? row.state().equals("running") || row.name().startsWith("crash.")
                    : row.state().equals("down");
            if (!isWell) {
                return false;
            }
        }
        return true;
    }

    /** How many processes there are of each program, and of the manager. */
    private static Map<String, Integer> copies(Site site) {
        Map<String, Integer> copies = new HashMap<>();
        for (Proc process : site.sandbox.processes()) {
            List<String> environment = process.environment();
            if (process.arguments().stream().anyMatch(word -> word.endsWith("zdaemon.manager.ManagerMain"))) {
                copies.merge("manager", 1, Integer::sum);
            }
            for (String entry : environment) {
                if (entry.startsWith("ZDAEMON_PROGRAM=")) {
                    copies.merge(entry.substring("ZDAEMON_PROGRAM=".length()), 1, Integer::sum);
                }
            }
        }
        return copies;
    }

    /**
     * Runs one after the other, none twice, each counting from 1; and as many lines as the program has counted itself, but for
     * one at the end of a run. What ends while nobody is there takes with it what is in its pipe (docs/reliability.md).
     */
    private static void isWhole(Site site, String name, boolean isStopped) throws IOException {
        Set<String> runs = new HashSet<>();
        int next = 0;
        int lines = 0;
        for (String line : site.sandbox.lines(name + ".log")) {
            if (line.startsWith("run ")) {
                assertTrue(runs.add(line), () -> name + ": " + line + " is there twice");
                next = 0;
            } else {
                assertEquals(Integer.toString(next), line, name);
                lines++;
            }
            next++;
        }
        long counted = Files.size(site.sandbox.path(name + ".count"));
        assertTrue(lines <= counted + runs.size() && (!isStopped || lines >= counted - runs.size()),
                name + ": " + lines + " lines of " + counted);
    }
}
