package zdaemon.cli;

/**
 * What one run of the command may do with the process that it runs in.
 *
 * @param ownsProcess whether it may turn the process into another program or make it another user's
 * @param managerMain the main class of the managers that it starts
 */
record Host(boolean ownsProcess, String managerMain) {
}
