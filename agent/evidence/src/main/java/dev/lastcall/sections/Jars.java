package dev.lastcall.sections;

import dev.lastcall.verdict.ReportedSite;

/** What the jars and folders of callers are called. Pure functions. */
final class Jars {
    private Jars() {}

    /** The jar without folder and version, or the last parts of a folder's path; empty if not known. */
    static String name(ReportedSite site) {
        String artifact = site.key().artifact();
        return artifact.isEmpty() ? folder(site.example().caller().codeSource()) : artifact;
    }

    /** The same of what a history names: a jar without folder and version, or the path of a folder. */
    static String name(String jarOrFolder) {
        return jarOrFolder.endsWith("/") ? folder(jarOrFolder) : jarOrFolder;
    }

    /** {@code target/classes/} of {@code file:/srv/app/target/classes/}: one part alone says too little. */
    private static String folder(String codeSource) {
        String path = codeSource;
        while (path.endsWith("/") || path.endsWith("!")) {
            path = path.substring(0, path.length() - 1);
        }
        int last = path.lastIndexOf('/');
        if (last < 0) {
            return path;
        }
        String parts = path.substring(path.lastIndexOf('/', last - 1) + 1) + '/';
        return parts.startsWith("!") ? parts.substring(1) : parts; // Spring Boot's "/!" ahead of what is in an archive
    }
}
