package dev.lastcall.evidence;

import org.jspecify.annotations.Nullable;

/**
 * Identifies a call site across processes, versions and builds: the caller's class and member, the target, the kind,
 * and the jar without its version. Lines, paths, versions and loaders are variants of one call site, and an anonymous
 * class counts as the class that contains it. Immutable.
 *
 * @param callerClass binary name, without the numbers of anonymous classes
 * @param callerMethod the method's name
 * @param callerDescriptor its descriptor; empty if not known
 * @param target the member that is called
 * @param kind how it is called
 * @param artifact the name of the jar without folder and version; empty for a folder, or if not known
 */
public record SiteKey(
        String callerClass, String callerMethod, String callerDescriptor, Target target, Kind kind, String artifact) {

    // by hand: the hash codes of records are slow, and maps ask for this one at each site of each ledger

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SiteKey that
                && kind == that.kind
                && callerClass.equals(that.callerClass)
                && callerMethod.equals(that.callerMethod)
                && callerDescriptor.equals(that.callerDescriptor)
                && target.equals(that.target)
                && artifact.equals(that.artifact);
    }

    @Override
    public int hashCode() {
        int hash = callerClass.hashCode() * 31 + callerMethod.hashCode();
        hash = hash * 31 + callerDescriptor.hashCode();
        return hash * 31 + target.hashCode();
    }

    /** The key of a site. */
    public static SiteKey of(Site site) {
        return of(site, artifact(site.caller().codeSource()));
    }

    /** @param artifact that of the caller's jar */
    static SiteKey of(Site site, String artifact) {
        Caller caller = site.caller();
        return new SiteKey(
                named(caller.className()), caller.method(), caller.descriptor(), site.target(), site.kind(), artifact);
    }

    /** The key without the jar, as a text, to compare two keys of which one may lack the jar. */
    public String withoutArtifact() {
        return callerClass + '#' + callerMethod + callerDescriptor + ' ' + target + ' ' + kind;
    }

    /** The class without the numbers of anonymous and local classes at its end. */
    public static String named(String className) {
        int end = className.length();
        int dollar = className.lastIndexOf('$');
        while (dollar > 0 && isNumber(className, dollar + 1, end)) {
            end = dollar;
            dollar = className.lastIndexOf('$', end - 1);
        }
        return className.substring(0, end);
    }

    private static boolean isNumber(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }

    /**
     * {@code shop} of {@code file:/srv/app/lib/shop-1.2.3-SNAPSHOT.jar}: the version begins at the first hyphen that a
     * digit follows, as Maven's file names have it.
     */
    public static String artifact(String codeSource) {
        String path = codeSource;
        while (path.endsWith("/") || path.endsWith("!")) {
            path = path.substring(0, path.length() - 1);
        }
        int dot = path.lastIndexOf('.');
        int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
        if (dot < slash || !isArchive(path.substring(dot + 1))) {
            return "";
        }
        int start = path.startsWith("!", slash + 1) ? slash + 2 : slash + 1; // Spring Boot's "/!"
        String name = path.substring(Math.min(start, dot), dot);
        for (int i = 1; i + 1 < name.length(); i++) {
            if (name.charAt(i) == '-' && name.charAt(i + 1) >= '0' && name.charAt(i + 1) <= '9') {
                return name.substring(0, i);
            }
        }
        return name;
    }

    private static boolean isArchive(String extension) {
        return switch (extension) {
            case "jar", "war", "ear", "rar", "zip", "jmod" -> true;
            default -> false;
        };
    }
}
