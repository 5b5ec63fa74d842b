package dev.lastcall.baseline;

import dev.lastcall.evidence.SiteKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Call sites of deprecated code that are tolerated until they are migrated. Immutable. */
public final class Baseline {
    /** How its file is sorted. */
    static final Comparator<BaselineEntry> ORDER = Comparator.comparing(BaselineEntry::rule)
            .thenComparing(entry -> entry.key().callerClass())
            .thenComparing(entry -> entry.key().callerMethod())
            .thenComparing(entry -> entry.key().callerDescriptor())
            .thenComparing(entry -> entry.key().kind())
            .thenComparing(entry -> entry.key().target().className())
            .thenComparing(entry -> entry.key().target().member())
            .thenComparing(entry -> entry.key().target().descriptor())
            .thenComparing(entry -> entry.key().artifact());

    private final String name;
    private final List<String> head;
    private final List<BaselineEntry> entries;
    private final List<String> tail;
    private final Map<String, List<BaselineEntry>> byCaller = new HashMap<>();

    /**
     * A baseline, whose entries are put in order.
     *
     * @param name its name for people: the path of its file
     * @param head the comments before the first entry that belong to the whole file
     * @param tail the comments behind the last entry
     */
    public Baseline(String name, List<String> head, List<BaselineEntry> entries, List<String> tail) {
        this.name = name;
        this.head = List.copyOf(head);
        this.entries = entries.stream().sorted(ORDER).toList();
        this.tail = List.copyOf(tail);
        for (BaselineEntry entry : this.entries) {
            byCaller.computeIfAbsent(entry.key().callerClass(), caller -> new ArrayList<>())
                    .add(entry);
        }
    }

    /** A baseline that tolerates nothing. */
    public static Baseline empty(String name) {
        return new Baseline(name, List.of(), List.of(), List.of());
    }

    public String name() {
        return name;
    }

    List<String> head() {
        return head;
    }

    /** All entries, sorted. */
    public List<BaselineEntry> entries() {
        return entries;
    }

    /** The entries of callers in that class, sorted. */
    public List<BaselineEntry> entries(String callerClass) {
        return byCaller.getOrDefault(callerClass, List.of());
    }

    List<String> tail() {
        return tail;
    }

    /** The same file with other entries. */
    public Baseline with(List<BaselineEntry> others) {
        return new Baseline(name, head, others, tail);
    }

    /**
     * The entry that names that call site, preferably one that has not expired on that day; null if no entry names it.
     */
    public @Nullable BaselineEntry find(String rule, SiteKey site, LocalDate day) {
        BaselineEntry expired = null;
        for (BaselineEntry entry : entries(site.callerClass())) {
            if (entry.names(rule, site)) {
                if (!entry.isExpiredOn(day)) {
                    return entry;
                }
                expired = expired == null ? entry : expired;
            }
        }
        return expired;
    }
}
