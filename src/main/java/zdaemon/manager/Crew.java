package zdaemon.manager;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zdaemon.core.fleet.Program;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.program.ManagerFailure;
import zdaemon.program.SupervisedProgram;
import zdaemon.spec.FleetLaunch.RunnerSpec;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;

/** The members of a fleet with their hands: by name, by process, and those of which something has changed in this turn. */
final class Crew {
    private final MemberHands.Common common;
    private final Map<Integer, Member> byProcess = new HashMap<>();
    private final ArrayDeque<Member> touched = new ArrayDeque<>();
    private Map<String, Member> members = new LinkedHashMap<>();
    private boolean isChanged;
    private boolean lacksDescriptors;

    Crew(MemberHands.Common common) {
        this.common = common;
    }

    /** Follows a configuration: members that are in it stay, the others are closed. */
    void enroll(FleetConfiguration configuration, Member.Owner owner) {
        Map<String, Member> before = members;
        members = new LinkedHashMap<>();
        for (RunnerSpec runner : configuration.launch().runners()) {
            boolean isOneshot = runner.fleet().flag(Option.ONESHOT);
            for (int i = 0; i < runner.members().size(); i++) {
                String name = runner.instances().isPresent() ? runner.name() + "." + (i + 1) : runner.name();
                ProgramSpec spec = runner.members().get(i);
                Member known = before.remove(Program.key(name));
                if (known == null) {
                    known = new Member(name, spec, isOneshot, owner);
                } else {
                    known.follow(spec, isOneshot, FleetConfiguration.needsNewProcess(known.configured(), spec)
                            || known.isOneshot() != isOneshot);
                }
                members.put(Program.key(name), known);
            }
        }
        for (Member gone : before.values()) {
            gone.close();
            common.census().forget(gone.name());
        }
    }

    Optional<Member> find(String name) {
        return Optional.ofNullable(members.get(Program.key(name)));
    }

    /** One that is there. */
    Member get(String name) {
        return find(name).orElseThrow();
    }

    /** All of them, in the order of the file. */
    Iterable<Member> all() {
        return members.values();
    }

    /** Those that have been started once. */
    private List<MemberHands> hands() {
        List<MemberHands> hands = new ArrayList<>();
        for (Member member : members.values()) {
            if (member.hands().isPresent()) {
                hands.add(member.hands().get());
            }
        }
        return hands;
    }

    /** Whose process, or start test, has this number. */
    Optional<SupervisedProgram> owner(Pid process) {
        Member member = byProcess.get(process.value());
        return member == null ? Optional.empty() : Optional.of(member.hands().orElseThrow().program());
    }

    void moved(Member member, int before, int after) {
        if (before != 0) {
            byProcess.remove(before, member);
        }
        if (after != 0) {
            byProcess.put(after, member);
        }
    }

    void touch(Member member) {
        if (member.touch()) {
            touched.add(member);
        }
        isChanged = true;
    }

    MemberHands open(Member member, Optional<Pid> process) throws ManagerFailure, PosixException {
        touch(member);
        return new MemberHands(common, member, process);
    }

    /** Something else than a member has changed. */
    void change() {
        isChanged = true;
    }

    boolean hasChanged() {
        boolean changed = isChanged;
        isChanged = false;
        return changed;
    }

    boolean tookNoDescriptor() {
        boolean lacked = lacksDescriptors;
        lacksDescriptors = false;
        return lacked;
    }

    /** Has the loop watch what there is now of those that have changed. */
    void refresh() {
        for (Member member = touched.poll(); member != null; member = touched.poll()) {
            member.settle();
            if (member.hands().isPresent()) {
                lacksDescriptors |= member.hands().get().program().tookNoDescriptor();
                member.hands().get().refresh();
                member.hands().get().status().forgetTurn();
            }
        }
    }

    boolean outlives() {
        for (MemberHands hands : hands()) {
            if (!hands.transcript().outlives()) {
                return false;
            }
        }
        return true;
    }

    void drain(long now) throws PosixException {
        for (MemberHands hands : hands()) {
            hands.transcript().drain(now);
        }
    }

    /** Where forked children say how their execs went. */
    List<Successor.Kept> reports() {
        List<Successor.Kept> kept = new ArrayList<>();
        for (MemberHands hands : hands()) {
            Optional<Fd> report = hands.program().execReport();
            if (report.isPresent()) {
                kept.add(new Successor.Kept(ManagerMain.EXEC_REPORT, report.get().number()));
            }
        }
        return kept;
    }

    void abandon() {
        for (MemberHands hands : hands()) {
            hands.program().abandon();
        }
    }

    void abandonTests() {
        for (MemberHands hands : hands()) {
            hands.program().abandonTest();
        }
    }

    void forget() {
        for (MemberHands hands : hands()) {
            hands.forget();
        }
    }

    void close() {
        for (MemberHands hands : hands()) {
            hands.close();
        }
    }
}
