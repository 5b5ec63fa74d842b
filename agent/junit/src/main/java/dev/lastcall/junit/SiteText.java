package dev.lastcall.junit;

import java.util.Map;

/** Writes call sites of deprecated code as the log does. Takes the maps that the agent returns. */
final class SiteText {
    private SiteText() {}

    static String of(Map<String, Object> site) {
        return "[" + rule(site) + "] " + caller(site) + " " + verb(site) + " " + target(site);
    }

    static String rule(Map<String, Object> site) {
        return String.valueOf(site.get("rule"));
    }

    static boolean isDeprecated(Map<String, Object> site) {
        return "deprecated".equals(site.get("role"));
    }

    static String caller(Map<String, Object> site) {
        Map<?, ?> caller = part(site, "caller");
        StackTraceElement frame = frame(site);
        String place = frame.getFileName() == null
                ? "Unknown Source"
                : frame.getLineNumber() > 0 ? frame.getFileName() + ":" + frame.getLineNumber() : frame.getFileName();
        return caller.get("class") + "." + caller.get("method") + "(" + place + ")";
    }

    static String target(Map<String, Object> site) {
        Map<?, ?> target = part(site, "target");
        String descriptor = String.valueOf(target.get("descriptor"));
        return target.get("class") + "." + target.get("member") + (descriptor.startsWith("(") ? "()" : "");
    }

    /** The place of the call, as a frame of a stack trace. */
    static StackTraceElement frame(Map<String, Object> site) {
        Map<?, ?> caller = part(site, "caller");
        Object source = caller.get("source");
        Object line = caller.get("line");
        return new StackTraceElement(
                String.valueOf(caller.get("class")),
                String.valueOf(caller.get("method")),
                source == null || source.toString().isEmpty() ? null : source.toString(),
                line instanceof Integer number ? number : -1);
    }

    private static String verb(Map<String, Object> site) {
        String kind = String.valueOf(site.get("kind"));
        return switch (kind) {
            case "call" -> "calls deprecated";
            case "new" -> "makes deprecated";
            case "field-read" -> "reads deprecated";
            case "field-write" -> "writes deprecated";
            default -> "calls (" + kind + ") deprecated";
        };
    }

    private static Map<?, ?> part(Map<String, Object> site, String name) {
        return site.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }
}
