package zdaemon.core.fleet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import zdaemon.core.fleet.Standing.Life;

/**
 * What a fleet does, as it would be written if nothing mattered but to be obviously right: no sums, no index, no sets of
 * those affected. After each event it looks at everybody, again and again, until nothing moves. Without updates and
 * rolling restarts. Members are in the order of starts.
 */
final class NaiveFleet {
    final List<Who> all = new ArrayList<>();
    final boolean hangAround;
    Integer quit;
    boolean over;

    static final class Who {
        final String name;
        final Program program;
        Life life = Life.IDLE;
        boolean wanted;
        boolean leaves;
        boolean open;
        boolean moved;

        Who(String name, Program program) {
            this.name = name;
            this.program = program;
        }

        boolean runs() {
            return life == Life.STARTING || life == Life.RETRYING || life == Life.READY || life == Life.STOPPING;
        }

        Who copy() {
            Who copy = new Who(name, program);
            copy.life = life;
            copy.wanted = wanted;
            copy.leaves = leaves;
            copy.open = open;
            copy.moved = moved;
            return copy;
        }
    }

    NaiveFleet(Roster roster, boolean hangAround) {
        this.hangAround = hangAround;
        for (int m = 0; m < roster.members(); m++) {
            all.add(new Who(roster.name(m), roster.program(roster.programNumber(m))));
        }
    }

    private NaiveFleet(NaiveFleet other) {
        hangAround = other.hangAround;
        quit = other.quit;
        over = other.over;
        other.all.forEach(who -> all.add(who.copy()));
    }

    NaiveFleet copy() {
        return new NaiveFleet(this);
    }

    List<String> on(FleetEvent event) {
        List<String> out = new ArrayList<>();
        switch (event) {
            case FleetEvent.Start(List<String> names) -> start(names, out);
            case FleetEvent.Stop(List<String> names) -> stop(names, out);
            case FleetEvent.Restart(List<String> names, _) -> restart(names, out);
            case FleetEvent.Shutdown(int status, _) -> shutdown(status);
            case FleetEvent.Ready(String name) -> {
                Who who = who(name);
                if (!who.program.oneshot() && (who.life == Life.STARTING || who.life == Life.RETRYING)) {
                    who.life = Life.READY;
                }
            }
            case FleetEvent.Crashed(String name) -> {
                Who who = who(name);
                if (who.life == Life.STARTING || who.life == Life.READY) {
                    who.life = Life.RETRYING;
                }
            }
            case FleetEvent.Down(String name) -> down(who(name));
            case FleetEvent.Ended ended -> {
                Who who = who(ended.member());
                forGood(who, who.program.oneshot() || who.life == Life.READY ? Life.DONE : Life.FAILED);
            }
            case FleetEvent.GivenUp givenUp -> forGood(who(givenUp.member()), Life.FAILED);
            case FleetEvent.Overdue _, FleetEvent.Resume _ -> {}
            case FleetEvent.Update _ -> throw new UnsupportedOperationException();
        }
        report(out);
        while (move(out)) {}
        report(out);
        boolean nothing = all.stream().noneMatch(Who::runs);
        if (!over && nothing && quit != null) {
            out.add("exit " + quit);
            over = true;
        } else if (!over && nothing && !hangAround && all.stream().noneMatch(who -> who.wanted)) {
            out.add("exit " + (all.stream().anyMatch(who -> who.life == Life.FAILED) ? 1 : 0));
            over = true;
        }
        return out;
    }

    private void start(List<String> names, List<String> out) {
        if (quit != null) {
            each(names, who -> out.add("report " + who.name + " refused"));
            return;
        }
        each(names, who -> {
            ask(who);
            if (who.runs() && who.life != Life.STOPPING && !who.leaves) {
                if (who.life == Life.RETRYING) {
                    who.life = Life.STARTING;
                    who.moved = true;
                }
                out.add("start " + who.name);
            } else if (!(who.life == Life.DONE && who.program.oneshot() && !who.leaves)) {
                want(who);
            }
        });
        startNeeds(names);
    }

    private void startNeeds(List<String> names) {
        for (Program program : below(names)) {
            each(program, who -> {
                boolean done = who.life == Life.DONE && who.program.oneshot() && !who.leaves;
                if (!done && !who.wanted && !names.contains(who.name)) {
                    ask(who);
                    want(who);
                }
            });
        }
    }

    private static void want(Who who) {
        who.wanted = true;
        if (!who.leaves && (who.life == Life.DONE || who.life == Life.FAILED)) {
            who.life = Life.IDLE;
        }
    }

    private static void ask(Who who) {
        who.moved = who.open && who.moved;
        who.open = true;
    }

    private void stop(List<String> names, List<String> out) {
        each(names, who -> {
            ask(who);
            if (who.life == Life.STOPPING) {
                out.add("stop " + who.name);
            }
            who.wanted = false;
            who.leaves |= (who.runs() && who.life != Life.STOPPING) || who.life == Life.DONE;
        });
        refuseAbove(names);
    }

    private void refuseAbove(List<String> names) {
        for (Program program : above(names)) {
            each(program, who -> {
                if (who.wanted && !names.contains(who.name)) {
                    ask(who);
                    who.wanted = false;
                    who.leaves |= who.runs() && who.life != Life.STOPPING;
                }
            });
        }
    }

    private void restart(List<String> names, List<String> out) {
        if (quit != null) {
            each(names, who -> out.add("report " + who.name + " refused"));
            return;
        }
        List<String> leaving = new ArrayList<>();
        each(names, who -> {
            ask(who);
            if ((who.runs() && who.life != Life.STOPPING) || who.life == Life.DONE) {
                who.leaves = true;
                leaving.add(who.name);
            }
            want(who);
        });
        for (Program program : above(leaving)) {
            each(program, who -> {
                if (!names.contains(who.name) && who.runs() && who.life != Life.STOPPING && !who.leaves) {
                    ask(who);
                    who.leaves = true;
                }
            });
        }
        startNeeds(names);
    }

    private void shutdown(int status) {
        if (quit == null) {
            quit = status;
            for (Who who : all) {
                if (who.wanted || who.runs()) {
                    ask(who);
                    who.wanted = false;
                    who.leaves |= who.runs() && who.life != Life.STOPPING;
                }
            }
        }
    }

    private void down(Who who) {
        if (who.runs()) {
            who.life = Life.IDLE;
            who.leaves = false;
        }
    }

    private void forGood(Who who, Life life) {
        if (!who.runs() || who.leaves || who.life == Life.STOPPING) {
            down(who);
            return;
        }
        who.life = life;
        who.wanted = false;
        if (life == Life.FAILED || !who.program.oneshot()) {
            if (who.program.essential()) {
                shutdown(3);
            }
            refuseAbove(List.of(who.name));
        }
    }

    /** All that may move by the state as it is now move at once: first the stops, then, by the state after, the starts. */
    private boolean move(List<String> out) {
        List<Who> leaving = all.reversed().stream().filter(who -> who.leaves && mayStop(who.program)).toList();
        List<Who> restarting = leaving.stream().filter(who -> who.wanted && quit == null && mayStart(who.program)).toList();
        for (Who who : leaving) {
            who.leaves = false;
            if (who.life == Life.DONE) {
                who.life = Life.IDLE;
            } else {
                who.moved = true;
                who.life = restarting.contains(who) ? Life.STARTING : Life.STOPPING;
                out.add((restarting.contains(who) ? "restart " : "stop ") + who.name);
            }
        }
        List<Who> entering = all.stream()
                .filter(who -> who.wanted && who.life == Life.IDLE && quit == null && mayStart(who.program)).toList();
        for (Who who : entering) {
            who.moved = true;
            who.life = Life.STARTING;
            out.add("start " + who.name);
        }
        return !leaving.isEmpty() || !entering.isEmpty();
    }

    private void report(List<String> out) {
        for (Who who : all) {
            boolean settled = !who.leaves && (who.wanted ? who.life == Life.READY : !who.runs());
            if (who.open && settled) {
                out.add("report " + who.name + " " + switch (who.life) {
                    case READY -> "up " + who.moved;
                    case DONE -> "done " + who.moved;
                    case FAILED -> "failed";
                    default -> "down " + who.moved;
                });
                who.open = false;
                who.moved = false;
            }
        }
    }

    private boolean mayStart(Program program) {
        return program.needs().stream().allMatch(name -> satisfied(program(name)))
                && program.after().stream().noneMatch(name -> any(program(name), who -> who.wanted
                        && (who.leaves || who.life == Life.IDLE || who.life == Life.STARTING || who.life == Life.STOPPING)));
    }

    private boolean mayStop(Program program) {
        return !runsAbove(program) && all.stream().noneMatch(who -> who.program.after().contains(program.name())
                && (who.leaves || who.life == Life.STOPPING));
    }

    boolean satisfied(Program program) {
        Life life = program.oneshot() ? Life.DONE : Life.READY;
        return !any(program, who -> who.leaves || who.life != life)
                && (!program.oneshot() || program.needs().stream().allMatch(name -> satisfied(program(name))));
    }

    boolean runsAbove(Program program) {
        return all.stream().anyMatch(who -> who.program.needs().contains(program.name())
                && (any(who.program, Who::runs) || runsAbove(who.program)));
    }

    private Set<Program> below(List<String> names) {
        Set<Program> found = new LinkedHashSet<>();
        each(names, who -> who.program.needs().forEach(name -> found.add(program(name))));
        while (found.addAll(found.stream().flatMap(p -> p.needs().stream()).map(this::program).toList())) {}
        return found;
    }

    private Set<Program> above(List<String> names) {
        Set<Program> found = new HashSet<>();
        List<String> roots = new ArrayList<>();
        each(names, who -> roots.add(who.program.name()));
        Predicate<Program> needs = p -> p.needs().stream()
                .anyMatch(name -> roots.contains(name) || found.contains(program(name)));
        while (found.addAll(all.stream().map(who -> who.program).filter(needs).toList())) {}
        return found;
    }

    private boolean any(Program program, Predicate<Who> what) {
        return all.stream().anyMatch(who -> who.program == program && what.test(who));
    }

    private void each(List<String> names, java.util.function.Consumer<Who> action) {
        all.stream().filter(who -> names.contains(who.name)).forEach(action);
    }

    private void each(Program program, java.util.function.Consumer<Who> action) {
        all.stream().filter(who -> who.program == program).forEach(action);
    }

    private Program program(String name) {
        return all.stream().map(who -> who.program).filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    }

    private Who who(String name) {
        return all.stream().filter(who -> who.name.equals(name)).findFirst().orElseThrow();
    }
}
