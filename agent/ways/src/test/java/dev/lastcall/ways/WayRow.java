package dev.lastcall.ways;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ways.run.Row;
import ways.run.Way;

/** A row as the matrix sees it: what it lists, and what the report must say of it. */
record WayRow(Class<? extends Row> type, Way way) {
    private static final String FOLLOW_UP = "ways.run.FollowUp#again";

    static List<WayRow> of(Class<?> group) {
        List<WayRow> rows = new ArrayList<>();
        for (String name : Sources.rowsOf(group)) {
            try {
                Class<? extends Row> type = Class.forName(group.getName() + "$" + name, false, group.getClassLoader())
                        .asSubclass(Row.class);
                rows.add(new WayRow(type, type.getAnnotation(Way.class)));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return rows;
    }

    String name() {
        return type.getName();
    }

    String group() {
        return type.getEnclosingClass().getSimpleName();
    }

    /** The rule's id: {@code direct-static-method}. */
    String id() {
        return (group() + type.getSimpleName())
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    List<String> signatures() {
        return Arrays.stream(way.lists())
                .map(signature -> isFullName(signature) ? signature : name() + "$" + signature)
                .toList();
    }

    private static boolean isFullName(String signature) {
        int member = signature.indexOf('#');
        return (member < 0 ? signature : signature.substring(0, member)).contains(".");
    }

    /** {@code class#method} of those that call. */
    List<String> callers() {
        return Arrays.stream(way.caller()).map(this::caller).toList();
    }

    private String caller(String caller) {
        int member = caller.indexOf('#');
        if (member == 0) {
            return name() + caller;
        }
        return caller.substring(0, member).contains(".") ? caller : name() + "$" + caller;
    }

    boolean isFollowUp(String caller) {
        return caller.equals(FOLLOW_UP);
    }
}
