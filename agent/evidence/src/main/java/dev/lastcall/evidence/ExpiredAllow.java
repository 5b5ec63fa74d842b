package dev.lastcall.evidence;

/**
 * An allow entry that no longer allows.
 *
 * @param openCalls calls into deprecated members by the callers that it names, which nobody allowed
 */
public record ExpiredAllow(AllowInfo entry, long openCalls) {}
