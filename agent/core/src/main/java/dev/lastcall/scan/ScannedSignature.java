package dev.lastcall.scan;

/**
 * Whether a deprecated signature names anything.
 *
 * @param rule the rule's id
 * @param text the signature as written
 * @param declared whether the scanned code declares what it names
 * @param known whether that, or the class path or the JDK does
 * @param classKnown whether the class is anywhere, whether or not it has such a member; false for a glob
 * @param used whether a call site or reference was found that it names
 * @param near a class that there is, and that may be meant, if the class is nowhere; empty if none is called like it
 */
public record ScannedSignature(
        String rule, String text, boolean declared, boolean known, boolean classKnown, boolean used, String near) {
    /** Whether there is nothing anywhere that it could mean. */
    public boolean namesNothing() {
        return !known && !used;
    }
}
