package dev.lastcall.weave;

import dev.lastcall.policy.Coverage;
import dev.lastcall.policy.Signature;
import java.util.ArrayList;
import java.util.List;

/** What a policy names in a class although its use can't be seen, or not wholly. A pure function. */
final class Unseen {
    private Unseen() {}

    /** A sentence for each such member. */
    static List<String> in(ClassFacts facts, Coverage coverage) {
        List<String> unseen = new ArrayList<>(0);
        for (String constant : facts.constants()) {
            if (coverage.names(facts.className(), constant, null)) {
                unseen.add("the field " + constant
                        + " is a compile-time constant: its value is copied to where it is read, and no read is seen");
            }
        }
        for (Signature signature : coverage.fieldSignatures(facts.className())) {
            String field = ((Signature.Member.Field) signature.member()).name();
            if (!facts.fields().contains(field) && facts.declaresMethodNamed(field)) {
                unseen.add("the signature " + signature.text()
                        + " names a field, and there is only a method of that name: write " + facts.className() + '#'
                        + field + "(**)");
            }
        }
        for (String method : facts.natives()) {
            int parameters = method.indexOf('(');
            String name = method.substring(0, parameters);
            if (coverage.names(facts.className(), name, method.substring(parameters))) {
                unseen.add(
                        "the method " + name
                                + " is native: it has no body for a guard, and calls by reflection, handles and JNI are not seen");
            }
        }
        return unseen;
    }
}
