package dev.lastcall.evidence;

import dev.lastcall.policy.Signature;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The targets of some sites, by class. A class of its own beside {@link RuleUse}, since most processes end without any
 * targets and need not load it.
 */
public final class SiteTargets {
    private final Map<String, Set<Target>> byClass = new HashMap<>();

    SiteTargets(List<SiteCounts> sites) {
        for (SiteCounts site : sites) {
            Target target = site.site().target();
            add(target.className(), target);
            String plain = Signature.plainName(target.className());
            if (plain != null) {
                add(plain, target);
            }
        }
    }

    private void add(String className, Target target) {
        Set<Target> ofClass = byClass.get(className);
        if (ofClass == null) {
            ofClass = new HashSet<>();
            byClass.put(className, ofClass);
        }
        ofClass.add(target);
    }

    boolean haveClass(String name) {
        return byClass.containsKey(name);
    }

    boolean haveOneOf(Signature signature) {
        if (signature.owner().isExact()) {
            Set<Target> ofClass = byClass.get(signature.owner().text());
            return ofClass != null && coversOne(signature, ofClass);
        }
        for (Set<Target> ofClass : byClass.values()) {
            if (coversOne(signature, ofClass)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the signature covers one of those members. Pure. */
    public static boolean coversOne(Signature signature, Set<Target> targets) {
        for (Target target : targets) {
            boolean covered = target.descriptor().startsWith("(")
                    ? signature.coversMethod(target.className(), target.member(), target.descriptor())
                    : signature.coversField(target.className(), target.member());
            if (covered) {
                return true;
            }
        }
        return false;
    }
}
