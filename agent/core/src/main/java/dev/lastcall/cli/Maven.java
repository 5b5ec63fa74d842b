package dev.lastcall.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The Maven of the user, with the user's settings, mirrors and credentials; a seam for tests. */
interface Maven {
    /** The versions that there are, the oldest first. */
    List<String> versions(String group, String artifact) throws IOException;

    /** The jar of one version, fetched if need be. */
    Path jar(String group, String artifact, String version) throws IOException;
}
