package dev.lastcall.sections;

import dev.lastcall.verdict.ReportedSite;

/**
 * A scope that called both deprecated and canonical members: each way may keep its own state. Immutable.
 *
 * @param rule the rule's id
 * @param kind {@code class}, {@code package}, {@code jar} or {@code service}
 * @param name of the scope
 * @param deprecatedCalls without delegated ones
 * @param canonicalCalls without delegated ones
 * @param deprecated the site with the most deprecated calls in it
 * @param canonical the site with the most canonical calls in it
 */
public record DualScope(
        String rule,
        String kind,
        String name,
        long deprecatedCalls,
        long canonicalCalls,
        ReportedSite deprecated,
        ReportedSite canonical) {}
