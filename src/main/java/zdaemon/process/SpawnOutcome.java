package zdaemon.process;

/** How the way to the program ended, for those who waited. */
public sealed interface SpawnOutcome permits SpawnReport.Succeeded, SpawnReport.Failed, SpawnOutcome.TimedOut {
    /** It said nothing in time, and has been killed and reaped. */
    record TimedOut() implements SpawnOutcome {}
}
