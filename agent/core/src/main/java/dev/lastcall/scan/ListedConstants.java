package dev.lastcall.scan;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classpath.Hierarchy;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The constants that signatures name as such, and not with all their class: compilers copy their values to where they
 * are read, so that neither a process nor a scan sees a read. A process finds them only if it loads the class, which no
 * read does. Pure functions.
 */
final class ListedConstants {
    private ListedConstants() {}

    /** @param scanned the names of the classes that a glob may mean; an exact name may mean any class */
    static List<BlindSpot> in(Policy policy, Set<String> scanned, Hierarchy hierarchy) {
        Set<BlindSpot> found = new LinkedHashSet<>();
        for (Rule rule : policy.rules()) {
            if (rule.mode() == Mode.OFF) {
                continue;
            }
            for (Signature signature : rule.deprecated()) {
                if (signature.member() instanceof Signature.Member.Field) {
                    add(signature, scanned, hierarchy, found);
                }
            }
        }
        return new ArrayList<>(found);
    }

    private static void add(Signature signature, Set<String> scanned, Hierarchy hierarchy, Set<BlindSpot> found) {
        if (signature.owner().isExact()) {
            add(signature, hierarchy.find(signature.owner().text()), found);
            return;
        }
        for (String name : scanned) {
            if (signature.owner().matches(name)) {
                add(signature, hierarchy.find(name), found);
            }
        }
    }

    private static void add(Signature signature, @Nullable ClassShape shape, Set<BlindSpot> found) {
        if (shape == null) {
            return;
        }
        for (ClassShape.Member member : shape.members()) {
            if (member.constant() && signature.coversField(shape.name(), member.name())) {
                found.add(BlindSpot.ofConstant(shape.name(), member.name()));
            }
        }
    }
}
