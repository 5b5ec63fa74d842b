package dev.lastcall.about;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Lastcall's own version, as the build wrote it beside this class. */
public final class Version {
    /** What is shown where the build wrote no version: a broken jar must not stop an application. */
    private static final String UNKNOWN = "unknown";

    private Version() {}

    /** The version, such as {@code 0.1.0}; {@code unknown} if the build left none. Reads a resource at each call. */
    public static String current() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                return UNKNOWN;
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
