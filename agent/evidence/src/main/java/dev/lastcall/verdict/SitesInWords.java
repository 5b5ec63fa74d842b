package dev.lastcall.verdict;

import dev.lastcall.evidence.Site;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/** Call sites in words, which are made when somebody reads them: only the JSON form shows all of them. Immutable. */
final class SitesInWords extends AbstractList<String> implements RandomAccess {
    private final List<Site> sites;

    private SitesInWords(List<Site> sites) {
        this.sites = sites;
    }

    /** With their lines, and what they call, as it is known now. */
    static SitesInWords of(List<TalliedSite> sites) {
        List<Site> examples = new ArrayList<>(sites.size());
        for (TalliedSite site : sites) {
            examples.add(site.example());
        }
        return new SitesInWords(examples);
    }

    @Override
    public String get(int index) {
        return TalliedSite.inWords(sites.get(index));
    }

    @Override
    public int size() {
        return sites.size();
    }
}
