package dev.lastcall.policyfile;

import java.io.File;
import java.util.Arrays;

/** What helps someone who named a file that can't be used: where it was looked for, and what lies there instead. */
public final class Where {
    private static final int MOST_NAMES = 3;

    private Where() {}

    /** To be appended to the sentence about the file; empty if there is nothing to add. */
    public static String remedy(String path) {
        File file = new File(path);
        if (file.isDirectory()) {
            return filesIn(file);
        }
        return file.exists() ? "" : of(path) + separator(path);
    }

    /** Where a relative path leads. */
    public static String of(String path) {
        File file = new File(path);
        return file.isAbsolute()
                ? ""
                : ": there is no " + file.getAbsolutePath() + " (the working folder is "
                        + new File("").getAbsolutePath() + ")";
    }

    private static String filesIn(File folder) {
        String[] names = folder.list();
        if (names == null) {
            return "";
        }
        Arrays.sort(names);
        StringBuilder found = new StringBuilder();
        int count = 0;
        for (String name : names) {
            if (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".txt")) {
                count++;
                if (count <= MOST_NAMES) {
                    found.append(count == 1 ? "; name the file in it: " : ", ").append(new File(folder, name));
                }
            }
        }
        return found + (count > MOST_NAMES ? " …" : "");
    }

    private static String separator(String path) {
        for (String other : new String[] {",", ";", ":"}) {
            int at = path.indexOf(other);
            if (at > 0
                    && !other.equals(File.pathSeparator)
                    && new File(path.substring(0, at).strip()).exists()) {
                return "; several files are separated by '" + File.pathSeparator + "', not by '" + other + "'";
            }
        }
        return "";
    }
}
