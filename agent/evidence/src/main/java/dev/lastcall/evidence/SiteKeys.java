package dev.lastcall.evidence;

import java.util.HashMap;
import java.util.Map;

/** Creates the keys of many sites, and parses the name of each jar only once. Not thread-safe. */
public final class SiteKeys {
    private final Map<String, String> artifacts = new HashMap<>();

    /** The key of a site. */
    public SiteKey of(Site site) {
        return SiteKey.of(site, artifacts.computeIfAbsent(site.caller().codeSource(), SiteKey::artifact));
    }
}
