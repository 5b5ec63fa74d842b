package dev.lastcall.weave;

import dev.lastcall.site.HotCalls;
import dev.lastcall.site.HotCalls.HotCall;
import java.util.HashSet;
import java.util.Set;

/** Which calls of one class get hints. Not thread-safe. */
final class HintsOfClass {
    private final HotCalls numbers;
    private final Set<HotCall> calls;
    private final Set<String> callers = new HashSet<>(0);

    /** @param numbers gives hints their numbers */
    HintsOfClass(HotCalls numbers, Set<HotCall> calls) {
        this.numbers = numbers;
        this.calls = calls;
        for (HotCall call : calls) {
            callers.add(call.caller());
        }
    }

    /** Whether calls in that method get hints. */
    boolean isHot(String name, String descriptor) {
        return callers.contains(name + descriptor);
    }

    /** The number of a new hint before a call; 0: it gets none. */
    int hint(CodeLine caller, Called called) {
        if (calls.isEmpty()) {
            return 0;
        }
        String method = called.isByHandle() ? HotCalls.HANDLE : called.name() + called.descriptor();
        HotCall call = new HotCall(caller.method() + caller.descriptor(), method);
        return calls.contains(call) ? numbers.newHint() : 0;
    }
}
