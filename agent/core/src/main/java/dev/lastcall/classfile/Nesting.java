package dev.lastcall.classfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one class file says of nested classes, in the attributes {@code InnerClasses}, {@code EnclosingMethod}, {@code
 * NestHost} and {@code NestMembers} (JVMS §4.7). Every class file that names a nested class has its entry, so a class
 * that has none for itself is nested in no other, whatever its name looks like. Internal names.
 */
public final class Nesting {
    private static final int DEEPEST = 64;

    /** By nested class, the class that it is a member of; null for local and anonymous classes. */
    private final Map<String, @Nullable String> outers = new HashMap<>();

    private final Set<String> members = new HashSet<>();
    private @Nullable String host;
    private @Nullable String enclosing;

    void inner(String inner, @Nullable String outer) {
        outers.put(inner, outer);
    }

    /** The class around a local or anonymous class. */
    void enclosing(String owner) {
        enclosing = owner;
    }

    void host(String name) {
        host = name;
    }

    void member(String name) {
        members.add(name);
    }

    /** Whether the class file mentions that class as one that is nested. */
    public boolean mentions(String nested) {
        return outers.containsKey(nested) || members.contains(nested);
    }

    /** The classes in which the file's class says it is nested, innermost first; empty for a class of a package. */
    public List<String> claimedBy(String className) {
        List<String> claimed = new ArrayList<>(0);
        String at = className;
        while (claimed.size() < DEEPEST) {
            String outer = outer(at, at.equals(className));
            if (outer == null || outer.equals(className) || claimed.contains(outer)) {
                break;
            }
            claimed.add(outer);
            at = outer;
        }
        if (host != null && !claimed.contains(host)) {
            claimed.add(host);
        }
        return claimed;
    }

    private @Nullable String outer(String className, boolean self) {
        if (self && enclosing != null) {
            return enclosing;
        }
        if (!outers.containsKey(className)) {
            return null;
        }
        String outer = outers.get(className);
        if (outer != null) {
            return outer;
        }
        // a local or anonymous class, in a class file that says no more of it
        int end = className.lastIndexOf('$');
        return end > className.lastIndexOf('/') + 1 ? className.substring(0, end) : null;
    }
}
