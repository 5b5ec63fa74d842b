package dev.lastcall.ratchet;

import dev.lastcall.json.JsonText;
import dev.lastcall.json.SiteJson;
import dev.lastcall.text.OneLine;
import dev.lastcall.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** In what the call sites of two snapshots differ. Immutable. */
public final class SnapshotDiff {
    /** So much more often, an hour of process time, is louder. */
    private static final double LOUDER = 1.5;

    private static final double SECONDS_AN_HOUR = 3_600;
    private static final Comparator<Change> ORDER = Comparator.comparing(
                    (Change change) -> change.now == null ? change.before().calls() : change.now.calls())
            .reversed()
            .thenComparing(change -> change.any().rule())
            .thenComparing(change -> change.any().key().callerClass())
            .thenComparing(change -> change.any().key().toString());

    private final Snapshot old;
    private final Snapshot current;
    private final List<Change> added = new ArrayList<>();
    private final List<Change> gone = new ArrayList<>();
    private final List<Change> moved = new ArrayList<>();
    private final List<Change> louder = new ArrayList<>();
    private int same;

    /** One call site before and now; one of them may be missing. */
    private record Change(Snapshot.@Nullable Place was, Snapshot.@Nullable Place now) {
        Snapshot.Place any() {
            return now != null ? now : before();
        }

        Snapshot.Place before() {
            if (was == null) {
                throw new IllegalStateException("a change of nothing");
            }
            return was;
        }
    }

    private SnapshotDiff(Snapshot old, Snapshot current) {
        this.old = old;
        this.current = current;
    }

    /** Compares; where one of them knows only what was called, so it is for both. */
    public static SnapshotDiff of(Snapshot old, Snapshot current) {
        SnapshotDiff diff = new SnapshotDiff(old, current);
        boolean onlyCalled = (old.onlyCalled() || current.onlyCalled()) && old.counted() && current.counted();
        List<Snapshot.Place> before = places(old, onlyCalled);
        Set<Snapshot.Place> met = new HashSet<>();
        PlaceIndex index = new PlaceIndex(before);
        for (Snapshot.Place now : places(current, onlyCalled)) {
            Snapshot.Place was = index.find(now, met);
            if (was == null) {
                diff.added.add(new Change(null, now));
            } else {
                met.add(was);
                diff.compare(was, now);
            }
        }
        before.stream().filter(was -> !met.contains(was)).forEach(was -> diff.gone.add(new Change(was, null)));
        for (List<Change> changes : List.of(diff.added, diff.gone, diff.moved, diff.louder)) {
            changes.sort(ORDER);
        }
        return diff;
    }

    private static List<Snapshot.Place> places(Snapshot snapshot, boolean onlyCalled) {
        return snapshot.places().stream()
                .filter(place -> !onlyCalled || place.calls() > 0)
                .toList();
    }

    private void compare(Snapshot.Place was, Snapshot.Place now) {
        boolean isMoved = differ(was.lines(), now.lines()) || differ(was.jars(), now.jars());
        boolean isLouder = old.counted() && current.counted() && isLouder(was.calls(), now.calls());
        if (isMoved) {
            moved.add(new Change(was, now));
        }
        if (isLouder) {
            louder.add(new Change(was, now));
        }
        same += isMoved || isLouder ? 0 : 1;
    }

    /** What one of the two does not know is no difference. */
    private static boolean differ(Set<String> one, Set<String> other) {
        return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
    }

    private boolean isLouder(long was, long now) {
        if (now <= was && (old.time().isZero() || current.time().isZero())) {
            return false;
        }
        return now > 0 && perHour(now, current) > LOUDER * perHour(was, old);
    }

    /** Calls an hour of process time; if that is not known, calls. */
    private double perHour(long calls, Snapshot snapshot) {
        boolean known = !old.time().isZero() && !current.time().isZero();
        return known ? calls * SECONDS_AN_HOUR / Math.max(1, snapshot.time().toSeconds()) : calls;
    }

    /** Whether there is a call site that is new or louder. */
    public boolean isWorse() {
        return !added.isEmpty() || !louder.isEmpty();
    }

    /** For people: line feeds, each line escaped. */
    public String asText() {
        StringBuilder out = new StringBuilder();
        line(
                out,
                old.name() + " -> " + current.name() + ": " + Words.number(added.size()) + " new, "
                        + Words.number(gone.size()) + " gone, " + Words.number(moved.size()) + " moved, "
                        + Words.number(louder.size()) + " louder, " + Words.number(same) + " the same");
        section(out, "New", added);
        section(out, "Louder", louder);
        section(out, "Moved", moved);
        section(
                out,
                current.counted()
                        ? "Gone, or not " + (current.onlyCalled() ? "called" : "loaded") + " this time"
                        : "Gone",
                gone);
        return out.toString();
    }

    private void section(StringBuilder out, String heading, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        line(out, "  " + heading + ":");
        for (Change change : changes) {
            Snapshot.Place place = change.any();
            line(
                    out,
                    "    " + place.rule() + ": " + place.example().caller().asStackFrame() + " -> "
                            + place.example().target().asReference() + " ("
                            + place.key().kind().label() + ")"
                            + detail(heading, change));
        }
    }

    private String detail(String heading, Change change) {
        if (change.was == null || change.now == null) {
            long calls = change.any().calls();
            return calls > 0 ? ", " + Words.count(calls, "call") : "";
        }
        if (heading.equals("Moved")) {
            return moved(", lines ", change.was.lines(), change.now.lines())
                    + moved(", jar ", change.was.jars(), change.now.jars());
        }
        return ", " + Words.number(change.was.calls()) + " -> " + Words.count(change.now.calls(), "call")
                + (old.time().isZero() || current.time().isZero()
                        ? ""
                        : " (" + rate(change.was.calls(), old) + " -> " + rate(change.now.calls(), current)
                                + " an hour of process time)");
    }

    private String rate(long calls, Snapshot snapshot) {
        double rate = perHour(calls, snapshot);
        return rate >= 10 ? Words.number(Math.round(rate)) : String.format(Locale.ROOT, "%.1f", rate);
    }

    private static String moved(String what, Set<String> was, Set<String> now) {
        return differ(was, now) ? what + String.join(" ", was) + " -> " + String.join(" ", now) : "";
    }

    private static void line(StringBuilder out, String text) {
        out.append(OneLine.of(text)).append('\n');
    }

    /** For programs: {@code lastcall.diff/1}, one JSON object with a line feed at its end. To be written as UTF-8. */
    public String asJson() {
        JsonText json = JsonText.pretty();
        json.beginObject();
        json.name("schema").value("lastcall.diff/1");
        json.name("old").value(old.name());
        json.name("new").value(current.name());
        json.name("same").value(same);
        write(json, "added", added);
        write(json, "gone", gone);
        write(json, "moved", moved);
        write(json, "louder", louder);
        json.endObject();
        return json.text();
    }

    private static void write(JsonText json, String name, List<Change> changes) {
        json.name(name).beginArray();
        for (Change change : changes) {
            json.beginObject();
            SiteJson.writeHead(change.any().example(), json);
            json.name("callsBefore").value(change.was == null ? 0 : change.was.calls());
            json.name("calls").value(change.now == null ? 0 : change.now.calls());
            json.texts("linesBefore", change.was == null ? Set.of() : change.was.lines());
            json.texts("lines", change.now == null ? Set.of() : change.now.lines());
            json.texts("jarsBefore", change.was == null ? Set.of() : change.was.jars());
            json.texts("jars", change.now == null ? Set.of() : change.now.jars());
            SiteJson.writeEnds(change.any().example(), json);
            json.endObject();
        }
        json.endArray();
    }
}
