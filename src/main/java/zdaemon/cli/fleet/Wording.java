package zdaemon.cli.fleet;

import zdaemon.posix.PlainText;
import zdaemon.protocol.FleetLine.Told;

/** How the outcomes of an order are told (programs §2). */
enum Wording {
    START, STOP, RESTART, UPDATE;

    /** {@return the line} */
    String line(Told told) {
        return PlainText.line(told.name() + ": " + text(told));
    }

    private String text(Told told) {
        String why = told.text().isEmpty() ? "" : ": " + told.text();
        return switch (told.outcome()) {
            case "up" -> "daemon process started, pid=" + told.pid();
            case "already" -> "already running; pid=" + told.pid();
            case "restarted" -> "daemon process restarted, pid=" + told.pid();
            case "done" -> "done";
            case "stopped" -> "daemon process stopped";
            case "down" -> isFailure(told) ? "failed" + why : "daemon process not running";
            default -> "failed" + why;
        };
    }

    /** {@return whether the order was not followed}; a program that was to be up and has come down has not started */
    boolean isFailure(Told told) {
        return switch (told.outcome()) {
            case "up", "already", "restarted", "done", "stopped" -> false;
            case "down" -> this == START || this == RESTART;
            default -> true;
        };
    }
}
