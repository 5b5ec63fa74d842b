package com.acme.app;

import com.acme.ws.Legacy;
import java.util.concurrent.Callable;

/** Calls at each depth that a stack has, also where it has hardly any room left. */
public final class StackEnd {
    private static int passed;
    private static Callable<String> callable;

    private StackEnd() {}

    /** To be called before anything is refused. */
    static void prepare() {
        callable = Legacy.Nested.callable();
    }

    /** Returns how many calls were neither refused nor out of room. */
    static int announced() {
        passed = 0;
        deeper(null);
        return passed;
    }

    /** The same through a type that is not listed. */
    static int unannounced() {
        passed = 0;
        deeper(callable);
        return passed;
    }

    @SuppressWarnings("InfiniteRecursion") // the stack ends it
    private static void deeper(Callable<String> old) {
        try {
            deeper(old);
        } catch (StackOverflowError full) {
            // here there is a little more room than there was above
        }
        try {
            if (old == null) {
                Legacy.create();
            } else {
                old.call();
            }
            passed++;
        } catch (UnsupportedOperationException | StackOverflowError expected) {
            // refused, or no room
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
