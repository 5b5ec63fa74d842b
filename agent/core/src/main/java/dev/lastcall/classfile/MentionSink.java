package dev.lastcall.classfile;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes the mentions in one class file, and says first of which classes it wants any: most of what code names is not
 * listed, and for that no mention need be made. Not thread-safe.
 */
final class MentionSink {
    private final UseListener wanted;
    private final Consumer<? super Mention> next;
    /** By internal name, or the name as it stands there. */
    private final Map<String, Boolean> known = new HashMap<>();

    /** @param wanted says which classes are */
    MentionSink(UseListener wanted, Consumer<? super Mention> next) {
        this.wanted = wanted;
        this.next = next;
    }

    boolean wants(String name) {
        Boolean answer = known.get(name);
        if (answer == null) {
            answer = wanted.wants(ShapeVisitor.binary(name));
            known.put(name, answer);
        }
        return answer;
    }

    void accept(Mention mention) {
        next.accept(mention);
    }
}
