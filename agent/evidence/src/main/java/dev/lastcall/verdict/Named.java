package dev.lastcall.verdict;

import dev.lastcall.evidence.SiteTargets;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Signature;

/** Whether signatures name anything that was loaded or scanned. Pure functions. */
final class Named {
    private Named() {}

    /** Whether a deprecated signature does, or has been shown to be gone: of a glob and of an annotated one as well. */
    static boolean isDeprecated(Fleet fleet, Signature signature) {
        String text = signature.text();
        ScanFacts scan = fleet.scan();
        if (scan != null && (scan.named().contains(text) || scan.gone().contains(text))) {
            return true;
        }
        if (isExact(signature)) {
            return isTarget(fleet, signature, Role.DEPRECATED);
        }
        String prefix = signature.owner().literalPrefix();
        for (String className : fleet.targetClasses()) {
            if (className.startsWith(prefix)
                    && signature.owner().matches(className)
                    && (isAnnotated(signature) || SiteTargets.coversOne(signature, fleet.targets(className)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a call site names a member that a signature of just one class covers. */
    static boolean isTarget(Fleet fleet, Signature signature, Role role) {
        String owner = signature.owner().text();
        return SiteTargets.coversOne(signature, fleet.targets(owner, role))
                || SiteTargets.coversOne(signature, fleet.targets(owner + '$', role))
                || SiteTargets.coversOne(signature, fleet.targets(owner + "$Companion", role));
    }

    /** Whether it is a signature of just one class, known by name. */
    static boolean isExact(Signature signature) {
        return signature.owner().isExact() && !isAnnotated(signature);
    }

    private static boolean isAnnotated(Signature signature) {
        return signature.member() instanceof Signature.Member.Annotated;
    }
}
