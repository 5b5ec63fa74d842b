package dev.lastcall.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What evidence has to reach before its silence counts: the {@code verdict} section of a policy, or the options of a
 * command that override it. What is not said is null, or empty. Immutable. A process loads it with its policy, and asks for
 * nothing in it: what is costly to make is made when it is asked for.
 *
 * @param minObserved how long each service has to be observed
 * @param mustCover days that have to lie in the observed time of each service
 * @param maxAge how old the newest evidence of a service may be
 * @param unreached {@code accept} if call sites that nobody reached are no doubt, {@code unknown} if they are
 * @param services the services that have to report, each with the number of its processes
 * @param environments the environments that have to report
 * @param accept doubts that somebody has accepted
 * @param strict whether an assumption that could be checked, and was not, is a doubt
 * @param budget how many open call sites may remain; null if nobody said
 */
public record VerdictTerms(
        @Nullable Duration minObserved,
        List<MustCover> mustCover,
        @Nullable Duration maxAge,
        @Nullable Unreached unreached,
        Map<String, Integer> services,
        List<String> environments,
        List<Acceptance> accept,
        @Nullable Boolean strict,
        @Nullable Budget budget) {
    /** A policy that says nothing of it. */
    public static final VerdictTerms NONE =
            new VerdictTerms(null, List.of(), null, null, Map.of(), List.of(), List.of(), null);

    /** Terms without a budget. */
    public VerdictTerms(
            @Nullable Duration minObserved,
            List<MustCover> mustCover,
            @Nullable Duration maxAge,
            @Nullable Unreached unreached,
            Map<String, Integer> services,
            List<String> environments,
            List<Acceptance> accept,
            @Nullable Boolean strict) {
        this(minObserved, mustCover, maxAge, unreached, services, environments, accept, strict, null);
    }

    public VerdictTerms {
        mustCover = List.copyOf(mustCover);
        services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
        environments = List.copyOf(environments);
        accept = List.copyOf(accept);
    }

    /** What call sites that nobody reached are. */
    public enum Unreached {
        UNKNOWN,
        ACCEPT
    }

    /** Those terms where they say something, else these. What is accepted by either is accepted. */
    public VerdictTerms overriddenBy(VerdictTerms other) {
        List<Acceptance> both = new ArrayList<>(accept);
        both.addAll(other.accept);
        return new VerdictTerms(
                other.minObserved != null ? other.minObserved : minObserved,
                other.mustCover.isEmpty() ? mustCover : other.mustCover,
                other.maxAge != null ? other.maxAge : maxAge,
                other.unreached != null ? other.unreached : unreached,
                other.services.isEmpty() ? services : other.services,
                other.environments.isEmpty() ? environments : other.environments,
                both,
                other.strict != null ? other.strict : strict,
                other.budget != null ? other.budget : budget);
    }

    /** {@link #minObserved}, or a day. */
    public Duration minObservedOrUsual() {
        return minObserved != null ? minObserved : Duration.ofHours(24);
    }

    /** {@link #maxAge}, or 30 days. */
    public Duration maxAgeOrUsual() {
        return maxAge != null ? maxAge : Duration.ofDays(30);
    }

    public boolean acceptsUnreached() {
        return unreached == Unreached.ACCEPT;
    }

    public boolean isStrict() {
        return Boolean.TRUE.equals(strict);
    }
}
