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
    private static final String JYTHON_MODULE = "$py";
    private static final String JYTHON_MAIN = "f$0";
    private static final String RHINO_FUNCTION = "_c_";

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
     * As {@link #stableName(String)}, where the source file tells more: Jython numbers the classes that it makes of
     * scripts. A script from a file gets the name that its compiler gives a module, {@code rules$py}.
     */
    public static String stableName(String className, String source) {
        String name = stableName(className);
        if (!name.equals(JYTHON_SCRIPT) || !source.endsWith(PYTHON_SOURCE)) {
            return name;
        }
        int start = Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1;
        return source.substring(start, source.length() - PYTHON_SOURCE.length()) + JYTHON_MODULE;
    }

    /**
     * The name of a method of that class without a number that says how manieth of its script it is: Jython puts one
     * behind the name of a function ({@code total$2}; {@code f$0} is the script itself), Rhino writes {@code
     * _c_total_2}.
     */
    public static String stableMethod(String className, String method) {
        if (className.startsWith(RHINO_SCRIPT) && method.startsWith(RHINO_FUNCTION)) {
            return withoutNumber(method.substring(RHINO_FUNCTION.length()), '_', method);
        }
        boolean ofJython = className.equals(JYTHON_SCRIPT) || className.endsWith(JYTHON_MODULE);
        return ofJython && !method.equals(JYTHON_MAIN) ? withoutNumber(method, '$', method) : method;
    }

    /** The name up to that separator, if digits alone follow it; else the other. */
    private static String withoutNumber(String name, char separator, String other) {
        int at = name.length();
        while (at > 0 && Character.isDigit(name.charAt(at - 1))) {
            at--;
        }
        return at > 1 && at < name.length() && name.charAt(at - 1) == separator ? name.substring(0, at - 1) : other;
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
