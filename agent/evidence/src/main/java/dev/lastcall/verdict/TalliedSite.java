package dev.lastcall.verdict;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Calls;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteCounts;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.CallerSide.CountedAs;
import dev.lastcall.policy.Role;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One distinct call site of all processes, as the policy asked about takes it. Sums stop at the top. Not thread-safe.
 */
final class TalliedSite {
    private static final Comparator<Caller> BY_NAMES = Comparator.comparing(Caller::className)
            .thenComparing(Caller::source)
            .thenComparing(Caller::codeSource)
            .thenComparing(Caller::loader);

    private final SiteKey key;
    private SiteCounts example;
    private @Nullable SiteCounts unreached;
    private Role role;
    private boolean initializer;
    private boolean open;
    private boolean openReached;
    private boolean delegating;
    private long openCalls;
    private long calls;
    private long allowedCalls;
    private long delegatedCalls;
    private long blockedCalls;
    private @Nullable AllowEntry allowedBy;
    /** Most sites are of one service: only more of them take a tree. */
    private Set<String> services = Set.of();

    TalliedSite(SiteKey key, JudgedSite first) {
        this.key = key;
        this.example = first.counts();
        this.role = first.role();
    }

    void add(String service, JudgedSite site, boolean inInitializer) {
        initializer |= inInitializer;
        add(service);
        open |= site.isOpen();
        delegating |= site.role() == Role.DEPRECATED && (site.tally() == CountedAs.DELEGATION || site.delegated() > 0);
        openReached |= site.isOpen() && site.counts().calls() > 0;
        openCalls = Calls.sum(openCalls, site.openCalls());
        calls = Calls.sum(calls, site.counts().calls());
        delegatedCalls = Calls.sum(delegatedCalls, site.delegated());
        blockedCalls = Calls.sum(blockedCalls, site.counts().blocked());
        allowedCalls = Calls.sum(allowedCalls, site.isOpen() ? site.letPass() : 0);
        if (site.role() == Role.DEPRECATED && site.tally() == CountedAs.CALL && site.allowedBy() != null) {
            allowedBy = first(allowedBy, site.allowedBy());
            allowedCalls = Calls.sum(allowedCalls, site.calls());
        }
        if (site.role() == Role.DEPRECATED) {
            role = Role.DEPRECATED;
        }
        example = better(example, site.counts());
        if (site.isOpen() && site.counts().calls() == 0) {
            unreached = unreached == null ? site.counts() : better(unreached, site.counts());
        }
    }

    private void add(String service) {
        if (services.isEmpty()) {
            services = Set.of(service);
        } else if (!services.contains(service)) {
            if (services.size() == 1) {
                services = new TreeSet<>(services);
            }
            services.add(service);
        }
    }

    /**
     * Of two variants of one site, one that was called is the example; else always the same one, whatever the order in
     * which ledgers are read.
     */
    @SuppressWarnings("ReferenceEquality") // quick, where readers give the same; else their names decide
    static SiteCounts better(SiteCounts a, SiteCounts b) {
        boolean isCalled = b.calls() > 0;
        if (isCalled != a.calls() > 0) {
            return isCalled ? b : a;
        }
        Caller ofA = a.site().caller();
        Caller ofB = b.site().caller();
        if (ofA == ofB) { // as a reader of many ledgers gives them
            return a;
        }
        int byLine = Integer.compare(ofB.line(), ofA.line());
        boolean isB = byLine != 0 ? byLine > 0 : BY_NAMES.compare(ofB, ofA) < 0;
        return isB ? b : a;
    }

    /** The same entry too: one anonymous class may be allowed by another than its neighbour. */
    static AllowEntry first(@Nullable AllowEntry known, AllowEntry other) {
        return known == null || other.text().compareTo(known.text()) < 0 ? other : known;
    }

    SiteKey key() {
        return key;
    }

    /** One of its variants, for its line and file. */
    Site example() {
        return example.site();
    }

    Role role() {
        return role;
    }

    boolean isReached() {
        return calls > 0;
    }

    /**
     * Whether a call from there is not allowed, and was never made: an allowed one from a class beside it tells
     * nothing.
     */
    boolean isOpenAndUnreached() {
        return open && !openReached;
    }

    /** Whether a call from there would be a finding for a block, be it made or not. */
    boolean isOpen() {
        return openCalls > 0 || isOpenAndUnreached();
    }

    long openCalls() {
        return openCalls;
    }

    long calls() {
        return calls;
    }

    long allowedCalls() {
        return allowedCalls;
    }

    long delegatedCalls() {
        return delegatedCalls;
    }

    /** Whether its calls pass since its caller is canonical, be one made or not. */
    boolean isDelegating() {
        return delegating;
    }

    long blockedCalls() {
        return blockedCalls;
    }

    /** The entry that allows its calls on the day asked about; null if none does. */
    @Nullable
    AllowEntry allowedBy() {
        return allowedBy;
    }

    Set<String> services() {
        return services;
    }

    /** Whether a static initializer calls it, itself or further up: a refusal would break the class for good. */
    boolean isInStaticInitializer() {
        return initializer || example().caller().method().equals("<clinit>");
    }

    /** {@code a.b.C#m}, by which it can be accepted. */
    String subject() {
        return key.callerClass() + '#' + key.callerMethod();
    }

    /** With the line, and what it calls; of one of its variants from which nobody has called. */
    String unreachedInWords() {
        return inWords(unreached == null ? example() : unreached.site());
    }

    static String inWords(Site site) {
        return site.caller().asStackFrame() + " -> " + site.target().asReference();
    }
}
