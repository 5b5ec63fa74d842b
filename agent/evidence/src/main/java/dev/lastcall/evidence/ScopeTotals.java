package dev.lastcall.evidence;

/**
 * The calls of one scope under one rule.
 *
 * @param rule the rule's id
 * @param name class, package, code source or process
 * @param deprecatedCalls without delegated ones
 * @param canonicalCalls without delegated ones
 */
public record ScopeTotals(String rule, Scope scope, String name, long deprecatedCalls, long canonicalCalls) {

    public UsePattern pattern() {
        return UsePattern.of(deprecatedCalls, canonicalCalls);
    }
}
