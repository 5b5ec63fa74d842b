package dev.lastcall.sections;

import java.util.List;

/**
 * The first of a list, and how many more there are. Immutable.
 *
 * @param shown in their order
 * @param more how many are left out
 */
public record Listed<T>(List<T> shown, int more) {
    public Listed {
        shown = List.copyOf(shown);
    }

    static <T> Listed<T> first(List<T> all, int limit) {
        int shown = Math.min(limit, all.size());
        return new Listed<>(all.subList(0, shown), all.size() - shown);
    }

    public int size() {
        return shown.size() + more;
    }

    public boolean isEmpty() {
        return size() == 0;
    }
}
