package dev.lastcall.evidence;

/**
 * The library and version of a code source. Immutable.
 *
 * @param codeSource as in the callers of sites
 * @param group Maven group; empty if not known
 * @param artifact Maven artifact, or what the manifest calls the library; empty if not known
 * @param version empty if not known
 * @param from {@code pom.properties}, {@code manifest}, or empty if neither says anything
 */
public record CodeOrigin(String codeSource, String group, String artifact, String version, String from) {}
