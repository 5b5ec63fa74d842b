package dev.lastcall.ratchet;

import dev.lastcall.evidence.Calls;
import dev.lastcall.evidence.NamedProcess;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.policy.Role;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportedSite;
import dev.lastcall.verdict.Treatment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The call sites of deprecated code in one report, to be held against those of another. Not thread-safe while it is
 * filled.
 */
public final class Snapshot {
    private final String name;
    private final Map<Key, Place> places = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private boolean onlyCalled;
    private boolean counted = true;
    private Duration time = Duration.ZERO;

    private record Key(String rule, SiteKey site) {}

    /** @param name what people call it */
    Snapshot(String name) {
        this.name = name;
    }

    /** What ledgers say, merged. */
    public static Snapshot of(String name, Report report) {
        Snapshot snapshot = new Snapshot(name);
        for (NamedProcess process : report.evidence().processes()) {
            snapshot.addTime(process.info().startedAt(), process.info().lastSeenAt());
        }
        for (SiteCounts counts : report.evidence().sites()) {
            if (counts.calls() > counts.delegated()) {
                snapshot.add(counts.site(), counts.calls() - counts.delegated());
            }
        }
        for (ReportedSite site : report.sites()) {
            if (site.isSilent() && site.treatment() != Treatment.DELEGATE) {
                snapshot.add(site.example(), 0);
            }
        }
        report.evidence().problems().forEach(snapshot::addProblem);
        return snapshot;
    }

    /** One distinct call site. */
    static final class Place {
        private final String rule;
        private final SiteKey key;
        private final TreeSet<String> lines = new TreeSet<>();
        private final TreeSet<String> jars = new TreeSet<>();
        private Site example;
        private long calls;

        Place(String rule, SiteKey key, Site example) {
            this.rule = rule;
            this.key = key;
            this.example = example;
        }

        String rule() {
            return rule;
        }

        SiteKey key() {
            return key;
        }

        Site example() {
            return example;
        }

        long calls() {
            return calls;
        }

        /** As in {@code Shop.java:41}. */
        SortedSet<String> lines() {
            return lines;
        }

        /** File names of jars, with versions. */
        SortedSet<String> jars() {
            return jars;
        }
    }

    void add(Site site, long calls) {
        if (site.role() != Role.DEPRECATED) {
            return;
        }
        SiteKey key = SiteKey.of(site);
        Place place = places.computeIfAbsent(new Key(site.rule(), key), k -> new Place(site.rule(), key, site));
        place.calls = Calls.sum(place.calls, calls);
        if (site.caller().line() > 0) {
            place.lines.add(site.caller().source() + ':' + site.caller().line());
        }
        String jar = jar(site.caller().codeSource());
        if (!jar.isEmpty()) {
            place.jars.add(jar);
        }
    }

    private static String jar(String codeSource) {
        if (SiteKey.artifact(codeSource).isEmpty()) {
            return "";
        }
        String path = codeSource;
        while (path.endsWith("/") || path.endsWith("!")) {
            path = path.substring(0, path.length() - 1);
        }
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    void addTime(Instant from, Instant until) {
        if (from.isBefore(until) && from.isAfter(Instant.EPOCH)) {
            Duration ran = Duration.between(from, until);
            time = ran.toDays() < 1_000_000 && time.toDays() < 1_000_000_000 ? time.plus(ran) : time;
        }
    }

    void addProblem(String problem) {
        problems.add(problem);
    }

    void setOnlyCalled() {
        onlyCalled = true;
    }

    /** Nothing ran: there are call sites, and no calls. */
    void setNotCounted() {
        counted = false;
    }

    String name() {
        return name;
    }

    /** Whether sites that were never called are left out. */
    boolean onlyCalled() {
        return onlyCalled;
    }

    boolean counted() {
        return counted;
    }

    /** The time of all processes together. */
    Duration time() {
        return time;
    }

    Collection<Place> places() {
        return places.values();
    }

    /** What could not be read of it. */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
