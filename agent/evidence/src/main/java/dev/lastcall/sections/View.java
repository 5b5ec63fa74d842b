package dev.lastcall.sections;

/**
 * What the reader wants to see. Immutable.
 *
 * @param top how many entries of each list are shown; 0: as many as fit into a report that people read
 * @param all whether everything is shown, and names are not shortened
 * @param groupBy how the call sites of a rule are grouped
 * @param processes whether each process is listed
 * @param owner whose call sites are shown; empty: all
 */
public record View(int top, boolean all, GroupBy groupBy, boolean processes, String owner) {
    /** The default view. */
    public static final View USUAL = new View(0, false, GroupBy.JAR, false);
    /** Everything. */
    public static final View ALL = new View(0, true, GroupBy.JAR, true);

    /** Of the call sites of everybody. */
    public View(int top, boolean all, GroupBy groupBy, boolean processes) {
        this(top, all, groupBy, processes, "");
    }

    /** How call sites are grouped. */
    public enum GroupBy {
        /** The jar that the caller is in, without its version. */
        JAR,
        /** The service that calls from there, or all of them. */
        SERVICE
    }

    /** How many of a list are shown of which so many usually are. */
    int limit(int usual) {
        return all ? Integer.MAX_VALUE : top > 0 ? top : usual;
    }
}
