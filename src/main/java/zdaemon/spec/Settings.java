package zdaemon.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that one supervised program is configured with, checked and converted. Paths are as the user wrote them
 * after expansion of {@code ~}, not made absolute. Collections are unmodifiable and keep the order of the file.
 *
 * <p>Source: behaviour §1 and §6.
 *
 * @param program              the command's words, never empty
 * @param socketName           the control socket, at most 107 bytes as encoded
 * @param daemon               whether the manager goes to the background
 * @param directory            where the program runs
 * @param backoffLimit         seconds of life that count as healthy, and how many quick exits are too many
 * @param forever              whether to go on at the limit
 * @param exitCodes            statuses (0–255) that end the supervision
 * @param startTimeout         seconds a client waits for the program to come up
 * @param startSeconds         seconds of life after which a program without a start test counts as started; 0 at once
 * @param stopTimeout          seconds between SIGTERM and SIGKILL; 0 for no SIGKILL
 * @param stopSignal           name or number of the signal that asks the program to end
 * @param stopScope            whom a stop reaches and waits for, besides the program's own process
 * @param startTestProgram     the readiness test's words; empty when there is none
 * @param user                 account name or numeric id
 * @param umask                file mode creation mask, 0–0777
 * @param transcript           file for the program's output
 * @param transcriptFull       what to do with output while it cannot be written
 * @param logfile              what {@code logtail} follows
 * @param defaultToInteractive whether no action means the interpreter
 * @param prompt               the interpreter's prompt
 * @param hangAround           whether the manager stays after a stop
 * @param environment          what {@code <environment>} adds
 * @param eventLog             the manager's own log; empty when not configured
 * @param configurationFile    the file's path, absolute; empty when there is none
 */
public record Settings(
        List<String> program,
        String socketName,
        boolean daemon,
        Optional<String> directory,
        int backoffLimit,
        boolean forever,
        Set<Integer> exitCodes,
        int startTimeout,
        int startSeconds,
        int stopTimeout,
        String stopSignal,
        StopScope stopScope,
        List<String> startTestProgram,
        Optional<String> user,
        int umask,
        String transcript,
        FullPolicy transcriptFull,
        Optional<String> logfile,
        boolean defaultToInteractive,
        String prompt,
        boolean hangAround,
        Map<String, String> environment,
        Optional<EventLogSettings> eventLog,
        Optional<String> configurationFile) {

    /**
     * The same settings for another command, such as one with the arguments of {@code start ARGS} appended.
     *
     * @param words the command's words
     * @return a changed copy
     */
    public Settings withProgram(List<String> words) {
        return new Settings(List.copyOf(words), socketName, daemon, directory, backoffLimit, forever, exitCodes,
                startTimeout, startSeconds, stopTimeout, stopSignal, stopScope, startTestProgram, user, umask, transcript,
                transcriptFull, logfile, defaultToInteractive, prompt, hangAround, environment, eventLog, configurationFile);
    }
}
