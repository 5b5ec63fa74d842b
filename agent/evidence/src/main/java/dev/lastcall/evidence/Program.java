package dev.lastcall.evidence;

/**
 * Which program a process runs, whatever its service is called. Immutable. What is empty is not known: a process that ends
 * within its first second says no more than its command line does.
 *
 * @param named whether somebody gave the service its name; else it is that of the main jar or class, which others may have
 *     as well
 * @param mainClass binary name of the class that the program begins with; behind a launcher such as Spring Boot's, of the
 *     class that it launches
 * @param jar file name of the jar that this class is in, or that was started
 * @param title what the manifest of the started jar calls the program
 */
public record Program(boolean named, String mainClass, String jar, String title) {
    /** Of a ledger that does not say. */
    public static final Program UNKNOWN = new Program(true, "", "", "");
}
