package dev.lastcall.site;

/** The runtimes of languages, by the names of their classes. Pure. */
public final class LanguageRuntimes {
    /** Of languages whose programs are scripts, or may be. */
    private static final String[] OF_SCRIPTS = {
        "org.codehaus.groovy.",
        "org.apache.groovy.",
        "groovy.lang.",
        "org.jruby.",
        "org.python.core.",
        "clojure.lang.",
        "org.mozilla.javascript.",
        "bsh.",
        "org.openjdk.nashorn.",
        "com.oracle.truffle.",
        "org.graalvm.polyglot."
    };

    private static final String[] OTHERS = {
        "kotlin.",
        "kotlinx.coroutines.",
        "scala.runtime.",
        "scala.collection.",
        "scala.concurrent.",
        "scala.util.",
        "scala.Function",
        "scala.Option"
    };

    private static final String NASHORN_SCRIPT = "org.openjdk.nashorn.internal.scripts.Script$";
    private static final String RHINO_SCRIPT = "org.mozilla.javascript.gen.";
    private static final String JYTHON_SCRIPT = "org.python.pycode._pyx";
    private static final String PYTHON_SOURCE = ".py";

    private LanguageRuntimes() {}

    /** Whether a class of that name belongs to the runtime of a language; one that was made of a script does not. */
    public static boolean hold(String className) {
        return startsWithAny(className, OTHERS) || (holdOfScripts(className) && !isScript(className));
    }

    /** Whether a class of that name belongs to the runtime of a language of scripts, or was made of one by it. */
    public static boolean holdOfScripts(String className) {
        return startsWithAny(className, OF_SCRIPTS);
    }

    private static boolean isScript(String className) {
        return className.startsWith(NASHORN_SCRIPT) || className.startsWith(RHINO_SCRIPT);
    }

    /** The name of a class that was made of a script without the counters in it; another class's as it is. */
    public static String stableName(String className) {
        if (className.startsWith(NASHORN_SCRIPT)) {
            return NASHORN_SCRIPT + afterCounters(className);
        }
        if (className.startsWith(JYTHON_SCRIPT)) {
            return JYTHON_SCRIPT;
        }
        return className.startsWith(RHINO_SCRIPT) ? beforeCounter(className) : className;
    }

    /**
     * As {@link #stableName(String)}, where the source file tells more: Jython numbers the classes that it makes of scripts.
     * A script from a file gets the name that its compiler gives a module, {@code rules$py}.
     */
    public static String stableName(String className, String source) {
        String name = stableName(className);
        if (!name.equals(JYTHON_SCRIPT) || !source.endsWith(PYTHON_SOURCE)) {
            return name;
        }
        int start = Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1;
        return source.substring(start, source.length() - PYTHON_SOURCE.length()) + "$py";
    }

    private static String afterCounters(String script) {
        int at = NASHORN_SCRIPT.length();
        int end = script.indexOf('$', at);
        while (end > at && (Character.isDigit(script.charAt(at)) || script.startsWith("Recompilation$", at))) {
            at = end + 1;
            end = script.indexOf('$', at);
        }
        return script.substring(at);
    }

    private static String beforeCounter(String script) {
        int at = script.length();
        while (at > 0 && Character.isDigit(script.charAt(at - 1))) {
            at--;
        }
        return at < script.length() && script.charAt(at - 1) == '_' ? script.substring(0, at - 1) : script;
    }

    private static boolean startsWithAny(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
