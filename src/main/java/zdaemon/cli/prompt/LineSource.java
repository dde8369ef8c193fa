package zdaemon.cli.prompt;

import zdaemon.posix.PosixException;

/** Where the interpreter's lines come from: a pipe or a file, or a terminal with editing and history. */
public interface LineSource extends AutoCloseable {

    /** What a source has to say. */
    sealed interface Line {

        /**
         * A line.
         *
         * @param text without its end
         */
        record Text(String text) implements Line {
        }

        /** The user interrupted before the line was complete. */
        record Interrupted() implements Line {
        }

        /** There are no more lines. */
        record End() implements Line {
        }
    }

    /**
     * Waits for a line.
     *
     * @param prompt shown before the line if a user types it
     * @throws PosixException when standard input cannot be read
     */
    Line next(String prompt) throws PosixException;

    /** Whether a user types them. */
    boolean isTyped();

    @Override
    void close();
}
