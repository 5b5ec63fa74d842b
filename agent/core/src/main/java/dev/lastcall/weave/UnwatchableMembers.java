package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.Signature;
import java.util.ArrayList;
import java.util.List;

/** What a policy names in a class although its use can't be seen, or not wholly. A pure function. */
final class UnwatchableMembers {
    private UnwatchableMembers() {}

    /** One for each such member. */
    static List<BlindSpot> in(ClassFacts facts, PolicyMatcher matcher) {
        List<BlindSpot> unwatchable = new ArrayList<>(0);
        for (String constant : facts.constants()) {
            if (matcher.names(facts.className(), constant, null)) {
                unwatchable.add(BlindSpot.ofConstant(facts.className(), constant));
            }
        }
        for (Signature signature : matcher.fieldSignatures(facts.className())) {
            String field = ((Signature.Member.Field) signature.member()).name();
            if (!facts.fields().contains(field) && facts.declaresMethodNamed(field)) {
                String member = facts.className() + '#' + field;
                unwatchable.add(new BlindSpot(
                        member,
                        "the signature " + signature.text()
                                + " names a field, and there is only a method of that name: write " + member + "(**)"));
            }
        }
        for (String method : facts.natives()) {
            int parameters = method.lastIndexOf('('); // a name may hold one, too
            String name = method.substring(0, parameters);
            if (matcher.names(facts.className(), name, method.substring(parameters))) {
                unwatchable.add(
                        new BlindSpot(
                                facts.className() + '#' + name,
                                "the method " + name
                                        + " is native: it has no body for a guard, and calls by reflection, handles and JNI are not seen"));
            }
        }
        return unwatchable;
    }
}
