package dev.lastcall.ways;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import ways.run.Row;
import ways.run.Way;

/** A row as the matrix sees it: what it lists, and what the report must say of it. */
record WayRow(Class<? extends Row> type, Way way) {
    private static final String FOLLOW_UP = "ways.run.FollowUp#again";

    /** In the order of the source file. */
    static List<WayRow> of(Class<?> group) {
        List<String> inOrder = Sources.rowsOf(group);
        List<WayRow> rows = new ArrayList<>();
        for (Class<?> type : group.getDeclaredClasses()) {
            Way way = type.getAnnotation(Way.class);
            if (way != null && !inOrder.contains(type.getSimpleName())) {
                throw new IllegalStateException(type + " is not found in its source file");
            } else if (way != null) {
                rows.add(new WayRow(type.asSubclass(Row.class), way));
            }
        }
        rows.sort(Comparator.comparingInt(row -> inOrder.indexOf(row.type.getSimpleName())));
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
        return Arrays.stream(way.lists()).map(this::full).toList();
    }

    /** A name without a dot is nested in the row, if there is no {@code =} before it. */
    private String full(String name) {
        if (name.startsWith("=")) {
            return name.substring(1);
        }
        int member = name.indexOf('#');
        if (member == 0) {
            return name() + name;
        }
        boolean known = name.startsWith("<") || (member < 0 ? name : name.substring(0, member)).contains(".");
        return known ? name : name() + "$" + name;
    }

    /** The class that the report must name as a blind spot; empty: none. */
    String blindSpot() {
        return way.blindSpot().isEmpty() ? "" : full(way.blindSpot());
    }

    /** {@code class#method} of those that call. */
    List<String> callers() {
        return Arrays.stream(way.caller()).map(this::full).toList();
    }

    boolean isFollowUp(String caller) {
        return caller.equals(FOLLOW_UP);
    }
}
