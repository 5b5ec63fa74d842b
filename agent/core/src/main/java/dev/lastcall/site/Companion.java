package dev.lastcall.site;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class that generated code made beside another: a proxy, a fast class, an accessor. Such a class is named after its
 * host, and its name may carry counters and hashes that differ from run to run. The name alone tells nothing, since
 * nested classes and their like have such names, too; what tells is that no class file of it can be found where one of
 * its host is. Pure but for what class loaders answer.
 */
public final class Companion {
    private static final String SUFFIX = ".class";
    /** More words than any generator puts behind a name. */
    private static final int MOST_HOSTS = 8;
    /** Fewer digits than this may be part of a name that somebody chose. */
    private static final int SHORTEST_COUNTER = 4;
    /** So many digits nobody chooses, wherever they stand: a hash, a time. */
    private static final int SHORTEST_HASH = 7;

    private Companion() {}

    /**
     * The class after which that one is named, if its loader finds a class file of that class and none of this one.
     * Nothing is loaded, but the loader is asked for resources.
     *
     * @param className binary name, without what is behind the name of a hidden class
     * @param lines whether its methods have line numbers
     * @param source the source file's name; empty if the class file has none
     * @return null if it was not generated while the process runs, or that can't be known
     */
    public static @Nullable String hostAtRunTime(
            @Nullable ClassLoader loader, String className, boolean lines, String source) {
        List<String> hosts = possibleHosts(className, lines, source);
        return hosts.isEmpty() || classFile(loader, className) != null ? null : firstFound(loader, hosts);
    }

    /** The first of those classes of which the loader finds a class file; null if there is none. */
    public static @Nullable String firstFound(@Nullable ClassLoader loader, List<String> hosts) {
        for (int i = 0; i < hosts.size(); i++) {
            if (classFile(loader, hosts.get(i)) != null) {
                return hosts.get(i);
            }
        }
        return null;
    }

    /** Where that loader finds a class file of that class; null if it finds none, or fails. */
    public static @Nullable URL classFile(@Nullable ClassLoader loader, String className) {
        if (loader == null) {
            return null;
        }
        try {
            return loader.getResource(className.replace('.', '/') + SUFFIX);
        } catch (RuntimeException | LinkageError applicationCodeFailed) {
            return null;
        }
    }

    /**
     * The classes beside which that one may have been generated, by its name: what stands before a {@code $} or {@code
     * _}, the longest first. Of a class with line numbers, a script or template may be the source, whatever its name
     * is; but no compiler writes a name with {@code $} and a Java source file of another name.
     */
    public static List<String> possibleHosts(String className, boolean lines, String source) {
        List<String> hosts = new ArrayList<>(0);
        if (lines && !isOddSource(className, source)) {
            return hosts;
        }
        int start = className.lastIndexOf('.') + 1;
        for (int at = className.length() - 1; at > start && hosts.size() < MOST_HOSTS; at--) {
            char c = className.charAt(at);
            if ((c == '$' || (c == '_' && !lines)) && !isSeparator(className.charAt(at - 1))) {
                // generators may not define classes in java.*, and put a $ before such a name
                boolean marked = start > 1 && className.charAt(0) == '$';
                hosts.add(className.substring(marked ? 1 : 0, at));
                if (className.charAt(start) == '$') { // as Micronaut names a/$B$Definition beside a/B
                    hosts.add(className.substring(0, start) + className.substring(start + 1, at));
                }
            }
        }
        return hosts;
    }

    private static boolean isOddSource(String className, String source) {
        if (source.isEmpty() || source.charAt(0) == '<') {
            return true;
        }
        int start = className.lastIndexOf('.') + 1;
        int end = className.indexOf('$', start + 1);
        return source.endsWith(".java") && !source.equals(className.substring(start, Math.max(start, end)) + ".java");
    }

    private static boolean isSeparator(char c) {
        return c == '$' || c == '_';
    }

    /** The name without counters and hashes: up to the end of the first word behind the host's name, digits cut off. */
    public static String stableName(String className, String host) {
        int at = className.indexOf(host);
        return at < 0 ? withoutCounter(className) : stableName(className, at + host.length());
    }

    private static String stableName(String className, int start) {
        int at = start;
        while (at < className.length() && isSeparator(className.charAt(at))) {
            at++;
        }
        int word = at;
        while (at < className.length() && Character.isLetterOrDigit(className.charAt(at))) {
            at++;
        }
        int end = endOfWord(className, word, at);
        return className.substring(0, end > word ? end : start);
    }

    /**
     * The name of a class that was generated while the process runs without the number at its end, if that is a long
     * one: a counter with zeros in front, a time, a hash.
     */
    public static String withoutCounter(String className) {
        int end = className.length();
        while (end > 0 && isLowerHex(className.charAt(end - 1)) && isNumber(className, end - 1)) {
            end--;
        }
        if (className.length() - end < SHORTEST_COUNTER) {
            return className;
        }
        while (end > 0 && isSeparator(className.charAt(end - 1))) {
            end--;
        }
        return end == 0 || className.charAt(end - 1) == '.' ? className : className.substring(0, end);
    }

    /**
     * The name of a class that was generated while the process runs, without the words of its last part that are
     * numbers, be they as short as may be: {@code Reader_1_3_Old} is {@code Reader_Old}.
     */
    public static String withoutNumbers(String className) {
        int start = className.lastIndexOf('.') + 1;
        StringBuilder name = new StringBuilder(className.length());
        int at = 0;
        while (at < className.length()) {
            int end = at + 1;
            if (at > start && isSeparator(className.charAt(at))) {
                while (end < className.length() && Character.isDigit(className.charAt(end))) {
                    end++;
                }
            }
            boolean isNumber = end > at + 1 && (end == className.length() || isSeparator(className.charAt(end)));
            name.append(className, at, isNumber ? at : end);
            at = end;
        }
        return name.toString();
    }

    /**
     * The name without the long numbers in its last part, such as a hash or a time, and without the counters that end
     * it then: {@code a.Mapper13166419117683$0} is {@code a.Mapper}, {@code ASTProperty14476896270Accessor} is {@code
     * ASTPropertyAccessor}. Other names stay as they are.
     */
    public static String withoutHashes(String className) {
        int start = className.lastIndexOf('.') + 1;
        StringBuilder name = null;
        int kept = 0;
        for (int at = start, digits = 0; at <= className.length(); at++) {
            if (at < className.length() && Character.isDigit(className.charAt(at))) {
                digits++;
                continue;
            }
            if (digits >= SHORTEST_HASH) {
                name = name == null ? new StringBuilder() : name;
                name.append(className, kept, at - digits);
                kept = at;
            }
            digits = 0;
        }
        if (name == null) {
            return className;
        }
        name.append(className, kept, className.length());
        int end = name.length();
        while (end > start && (isSeparator(name.charAt(end - 1)) || isCounter(name, end))) {
            end--;
        }
        return end == start ? className : name.substring(0, end);
    }

    /** Whether the digits before that end stand behind a separator. */
    private static boolean isCounter(CharSequence name, int end) {
        int at = end;
        while (at > 0 && Character.isDigit(name.charAt(at - 1))) {
            at--;
        }
        return at < end && at > 0 && isSeparator(name.charAt(at - 1));
    }

    /** Without the hexadecimal number that stands at the end of that word, if one does. */
    private static int endOfWord(String name, int start, int end) {
        boolean number = false;
        int at = end;
        while (at > start && isLowerHex(name.charAt(at - 1))) {
            at--;
            number |= name.charAt(at) <= '9';
        }
        return number ? at : end;
    }

    /** Letters are part of a number only from the last separator on, where a digit is among them. */
    private static boolean isNumber(String name, int at) {
        if (Character.isDigit(name.charAt(at))) {
            return true;
        }
        int start = at;
        while (start > 0 && isLowerHex(name.charAt(start - 1))) {
            start--;
        }
        return start > 0 && isSeparator(name.charAt(start - 1)) && endOfWord(name, start, name.length()) == start;
    }

    private static boolean isLowerHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
