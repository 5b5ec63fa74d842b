package dev.lastcall.evidence;

/**
 * Which program a process runs, whatever its service is called. Immutable. An empty value is not known: a process that
 * ends within its first second records only what its command line says.
 *
 * @param named whether the service's name was set; else it is that of the main jar or class, which other programs may
 *     share
 * @param mainClass binary name of the main class; with a launcher such as Spring Boot's, of the class that it launches
 * @param jar file name of the jar that this class is in, or that was started
 * @param title what the manifest of the started jar calls the program
 */
public record Program(boolean named, String mainClass, String jar, String title) {
    /** The program of a ledger that does not say. */
    public static final Program UNKNOWN = new Program(true, "", "", "");
}
