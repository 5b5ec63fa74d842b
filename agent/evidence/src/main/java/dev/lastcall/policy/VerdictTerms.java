package dev.lastcall.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much evidence is enough: the {@code verdict} section of a policy, or the options of a command that override it.
 * Values that are not given are null or empty. Immutable. A process loads it with its policy but does not use it, so
 * costly parts are created when they are needed.
 *
 * @param minObserved how long each service has to be observed
 * @param mustCover days that have to lie in the observed time of each service
 * @param maxAge how old the newest evidence of a service may be
 * @param unreached {@code accept} if call sites that nobody reached raise no doubt, {@code unknown} if they do
 * @param services the services that have to report, each with the number of its processes
 * @param environments the environments that have to report
 * @param accept doubts that somebody has accepted
 * @param strict whether an assumption that could be checked, and was not, is a doubt
 * @param budget how many open call sites may remain; null if not given
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
    /** The terms of a policy without the section. */
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

    /** What call sites that nobody reached mean. */
    public enum Unreached {
        UNKNOWN,
        ACCEPT
    }

    /** These terms, with the other's values where they are given. What either accepts is accepted. */
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
