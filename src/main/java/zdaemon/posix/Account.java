package zdaemon.posix;

/**
 * A user as the password database has it, passwd(5).
 *
 * @param name the login name
 * @param uid the user's number
 * @param gid the primary group's number
 * @param home the home directory
 * @param shell the login shell; empty stands for that of the system
 */
public record Account(String name, int uid, int gid, String home, String shell) {}
