package zdaemon.spec;

/** The facilities of syslog(3), with the codes of RFC 5424. */
public enum Facility {
    /** Kernel. */
    KERN(0),
    /** The default. */
    USER(1),
    /** Mail. */
    MAIL(2),
    /** Daemons. */
    DAEMON(3),
    /** Authorization. */
    AUTH(4),
    /** Another name of {@link #AUTH}. */
    SECURITY(4),
    /** The syslog daemon itself. */
    SYSLOG(5),
    /** Printing. */
    LPR(6),
    /** News. */
    NEWS(7),
    /** UUCP. */
    UUCP(8),
    /** cron(8). */
    CRON(9),
    /** Private authorization. */
    AUTHPRIV(10),
    /** FTP. */
    FTP(11),
    /** Site-defined. */
    LOCAL0(16),
    /** Site-defined. */
    LOCAL1(17),
    /** Site-defined. */
    LOCAL2(18),
    /** Site-defined. */
    LOCAL3(19),
    /** Site-defined. */
    LOCAL4(20),
    /** Site-defined. */
    LOCAL5(21),
    /** Site-defined. */
    LOCAL6(22),
    /** Site-defined. */
    LOCAL7(23);

    private final int code;

    Facility(int code) {
        this.code = code;
    }

    /** {@return the number of the facility, not yet shifted into a priority} */
    public int code() {
        return code;
    }
}
