package zdaemon.transcript;

/**
 * Why the transcript is not being written at the moment.
 *
 * @param reason  in words, {@code No space left on device}
 * @param pending bytes taken from the pipe that wait to be written
 * @param missing bytes thrown away since writing last worked
 */
public record Trouble(String reason, long pending, long missing) {
}
