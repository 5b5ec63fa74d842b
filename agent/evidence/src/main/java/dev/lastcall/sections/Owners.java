package dev.lastcall.sections;

import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.Ownership;
import dev.lastcall.verdict.ReportedSite;
import java.util.List;

/** Finds who has to act on a call site: the caller's owner, else the allow entry's, else the rule's. */
record Owners(Ownership ofPolicy, Sources sources) {
    Owned of(ReportedSite site) {
        String byPolicy = ofPolicy.ofCaller(site.key().callerClass());
        if (byPolicy != null) {
            return Owned.of(byPolicy, Owned.By.POLICY);
        }
        List<String> byFile = sources.ownersOf(site.example().caller());
        if (!byFile.isEmpty()) {
            return new Owned(byFile, Owned.By.CODEOWNERS);
        }
        AllowEntry entry = site.entry();
        if (entry != null && entry.owner() != null) {
            return Owned.of(entry.owner(), Owned.By.ALLOW_ENTRY);
        }
        String ofRule = ofPolicy.ofRule(site.rule());
        return ofRule.isEmpty() ? Owned.BY_NOBODY : Owned.of(ofRule, Owned.By.RULE);
    }
}
