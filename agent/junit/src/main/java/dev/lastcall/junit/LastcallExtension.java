package dev.lastcall.junit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a Jupiter test that makes a forbidden call. {@link LastcallSession} has Jupiter load it from its service file;
 * if that is not possible, write {@code @ExtendWith(LastcallExtension.class)}. Thread-safe.
 */
public final class LastcallExtension implements AfterEachCallback {
    /** Called by Jupiter. */
    public LastcallExtension() {}

    @Override
    public void afterEach(ExtensionContext context) {
        AssertionError failure = TestRun.CURRENT.failure();
        if (failure != null) {
            throw failure;
        }
    }
}
