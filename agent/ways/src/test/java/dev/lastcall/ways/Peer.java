package dev.lastcall.ways;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Another tool that can count calls into listed members, told to do so as well as it can. */
interface Peer {
    /** As its columns are headed. */
    String title();

    String version();

    boolean canRefuse();

    /**
     * What makes the tool watch a JVM from its start.
     *
     * @param here the folder of that JVM
     */
    List<String> flags(Path here, List<WayRow> rows, boolean refuse) throws IOException;

    /** {@code jar=options} that bring it into a JVM that runs; empty: they are not known. */
    default String attachment(Path here) {
        return "";
    }

    /** What stands in front of the JVM's class path. */
    default List<Path> classPath(Path here) {
        return List.of();
    }

    /** What it saw, once the JVM has ended. */
    List<Seen> seen(Path here, List<WayRow> rows) throws IOException;
}
