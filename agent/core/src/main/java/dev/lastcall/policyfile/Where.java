package dev.lastcall.policyfile;

import java.io.File;
import java.nio.charset.Charset;
import java.util.Arrays;

/** What helps someone who named a file that can't be used: where it was looked for, and what lies there instead. */
public final class Where {
    private static final int MOST_NAMES = 3;

    /** The property that says how Java writes file names to the system. */
    private static final String ENCODING = "sun.jnu.encoding";

    private Where() {}

    /** To be appended to the sentence about the file; empty if there is nothing to add. */
    public static String remedy(String path) {
        File file = new File(path);
        if (file.isDirectory()) {
            return filesIn(file);
        }
        return file.exists() ? "" : of(path) + separator(path) + locale(path);
    }

    /** To be appended to the sentence about a file whose name the encoding of file names can't hold. */
    public static String locale(String path) {
        return locale(path, System.getProperty(ENCODING, ""));
    }

    static String locale(String path, String encoding) {
        if (path.indexOf('\uFFFD') < 0) {
            try {
                if (encoding.isEmpty() || Charset.forName(encoding).newEncoder().canEncode(path)) {
                    return "";
                }
            } catch (IllegalArgumentException unknown) {
                return "";
            }
        }
        return "; the locale lets Java use no such characters in file names (" + encoding
                + "): set LC_ALL=C.UTF-8, or rename the file";
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
