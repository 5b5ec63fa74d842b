package dev.lastcall.evidence;

import java.util.HashMap;
import java.util.Map;

/** Makes the keys of many sites, and looks only once at the name of each jar. Not thread-safe. */
public final class SiteKeys {
    private final Map<String, String> artifacts = new HashMap<>();

    /** The key of a site. */
    public SiteKey of(Site site) {
        return SiteKey.of(site, artifacts.computeIfAbsent(site.caller().codeSource(), SiteKey::artifact));
    }
}
