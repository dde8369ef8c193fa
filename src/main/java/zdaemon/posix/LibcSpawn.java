package zdaemon.posix;

/** {@code spawn.h}. These functions return an error number and leave errno alone. */
final class LibcSpawn {
    private static final Function SPAWN = new Function("posix_spawn");
    private static final Function ACTIONS_INIT = new Function("posix_spawn_file_actions_init");
    private static final Function ACTIONS_DESTROY = new Function("posix_spawn_file_actions_destroy");
    private static final Function ACTIONS_ADDDUP2 = new Function("posix_spawn_file_actions_adddup2");
    private static final Function ATTR_INIT = new Function("posix_spawnattr_init");
    private static final Function ATTR_DESTROY = new Function("posix_spawnattr_destroy");
    private static final Function ATTR_SETFLAGS = new Function("posix_spawnattr_setflags");
    private static final Function ATTR_SETSIGMASK = new Function("posix_spawnattr_setsigmask");

    private LibcSpawn() {}

    /**
     * {@code int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *file_actions, const
     * posix_spawnattr_t *attrp, char *const argv[], char *const envp[])}, posix_spawn(3).
     */
    static int spawn(long pid, long path, long actions, long attributes, long argv, long envp) {
        return (int) SPAWN.call(pid, path, actions, attributes, argv, envp);
    }

    /** {@code int posix_spawn_file_actions_init(posix_spawn_file_actions_t *)}. */
    static int actionsInit(long actions) {
        return (int) ACTIONS_INIT.call(actions);
    }

    /** {@code int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *)}. */
    static int actionsDestroy(long actions) {
        return (int) ACTIONS_DESTROY.call(actions);
    }

    /**
     * {@code int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *, int fildes, int newfildes)}. With the
     * same number twice the descriptor is kept open over exec.
     */
    static int actionsAddDup2(long actions, int descriptor, int number) {
        return (int) ACTIONS_ADDDUP2.call(actions, descriptor, number);
    }

    /** {@code int posix_spawnattr_init(posix_spawnattr_t *)}. */
    static int attributesInit(long attributes) {
        return (int) ATTR_INIT.call(attributes);
    }

    /** {@code int posix_spawnattr_destroy(posix_spawnattr_t *)}. */
    static int attributesDestroy(long attributes) {
        return (int) ATTR_DESTROY.call(attributes);
    }

    /** {@code int posix_spawnattr_setflags(posix_spawnattr_t *, short flags)}. */
    static int attributesSetFlags(long attributes, int flags) {
        return (int) ATTR_SETFLAGS.call(attributes, flags);
    }

    /** {@code int posix_spawnattr_setsigmask(posix_spawnattr_t *, const sigset_t *sigmask)}. */
    static int attributesSetMask(long attributes, long mask) {
        return (int) ATTR_SETSIGMASK.call(attributes, mask);
    }
}
