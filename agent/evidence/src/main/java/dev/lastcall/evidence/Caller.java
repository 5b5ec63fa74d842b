package dev.lastcall.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place in the code that makes a call. {@code nestedIn} plays no part in {@code equals} and is not part of the
 * evidence: it only decides on which side of a rule the caller is.
 *
 * @param className binary name; {@code <native>} if no frame is left to name
 * @param method the named method that contains the call: a lambda's body belongs to the method in which it is written
 * @param descriptor that method's descriptor; empty if not known
 * @param line in {@code source}; 0 if the class file has no lines
 * @param source the source file's name; empty if the class file has none
 * @param codeSource the jar or folder that the class came from; empty if not known
 * @param loader the name of the class loader, without its identity, so that a redeployed copy is the same caller; empty
 *     if not known
 * @param nestedIn the classes that its class is nested in according to class files, innermost first
 */
public record Caller(
        String className,
        String method,
        String descriptor,
        int line,
        String source,
        String codeSource,
        String loader,
        List<String> nestedIn) {
    private static final String GENERATED = "<generated>";
    private static final Caller PASSER_BY = new Caller(GENERATED, "", "", 0, "", "", "");

    public Caller {
        nestedIn = List.copyOf(nestedIn);
    }

    /** A caller in a class that is not nested. */
    public Caller(
            String className,
            String method,
            String descriptor,
            int line,
            String source,
            String codeSource,
            String loader) {
        this(className, method, descriptor, line, source, codeSource, loader, List.of());
    }

    /**
     * Stands for generated code, which only passes a call on. The code that called it is the caller, which is found at
     * each call.
     */
    public static Caller passerBy() {
        return PASSER_BY;
    }

    public boolean isPasserBy() {
        return className.equals(GENERATED);
    }

    /** The caller as a stack trace shows it: {@code a.b.C.m(C.java:41)}. */
    public String asStackFrame() {
        return className + '.' + method + '(' + place() + ')';
    }

    // by hand, since those that the JDK makes for a record spin classes when they are first asked for: a tenth of a
    // second of an application's start, all records together

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Caller that
                && line == that.line
                && className.equals(that.className)
                && method.equals(that.method)
                && descriptor.equals(that.descriptor)
                && source.equals(that.source)
                && codeSource.equals(that.codeSource)
                && loader.equals(that.loader);
    }

    @Override
    public int hashCode() {
        int hash = className.hashCode() * 31 + method.hashCode();
        hash = hash * 31 + descriptor.hashCode();
        hash = hash * 31 + line;
        return hash * 31 + codeSource.hashCode();
    }

    private String place() {
        if (source.isEmpty()) {
            return "Unknown Source";
        }
        return line > 0 ? source + ':' + line : source;
    }
}
