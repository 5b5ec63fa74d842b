package dev.lastcall.verdict;

import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.policy.AllowEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call site of deprecated code that processes have loaded or that was scanned, judged by the policy of the question.
 * Immutable.
 *
 * @param rule the id of the rule of that policy
 * @param key its identity
 * @param example one of its variants, for line and file
 * @param open whether a block would refuse a call from there, whether or not one was made
 * @param openCalls calls that a block would refuse
 * @param calls all calls
 * @param inStaticInitializer whether a refusal would break a class for good
 * @param own whether it is in the application's own code
 * @param services the services that have loaded it
 * @param scanned whether it was found by the scan
 * @param allowedBy the entry that allows its calls; null if none does, or it is only known from a scan
 */
public record SeenSite(
        String rule,
        SiteKey key,
        Site example,
        boolean open,
        long openCalls,
        long calls,
        boolean inStaticInitializer,
        boolean own,
        List<String> services,
        boolean scanned,
        @Nullable AllowEntry allowedBy) {
    public SeenSite {
        services = List.copyOf(services);
    }

    /** The place of the call site and its target, in words. */
    public String inWords() {
        return example.caller().asStackFrame() + " -> " + example.target().asReference();
    }
}
