package dev.lastcall.verdict;

import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.policy.AllowEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call site of deprecated code that processes have loaded, or that is in what was scanned, as the policy asked about takes
 * it. Immutable.
 *
 * @param rule the id of the rule of that policy
 * @param key what makes it one
 * @param example one of its variants, for line and file
 * @param open whether a block would refuse a call from there, be one made or not
 * @param openCalls calls that a block would refuse
 * @param calls all of them
 * @param inStaticInitializer whether a refusal would break a class for good
 * @param own whether it is in the application's own code
 * @param services which have loaded it
 * @param scanned whether it is in what was scanned
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

    /** Where it is and what it calls. */
    public String inWords() {
        return example.caller().asStackFrame() + " -> " + example.target().asReference();
    }
}
