package dev.lastcall.junit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test of Jupiter that calls what it must not. {@link LastcallSession} has Jupiter take it by its service file; where
 * that can't be, {@code @ExtendWith(LastcallExtension.class)} does. Thread-safe.
 */
public final class LastcallExtension implements AfterEachCallback {
    /** For Jupiter. */
    public LastcallExtension() {}

    @Override
    public void afterEach(ExtensionContext context) {
        AssertionError failure = TestRun.CURRENT.failure();
        if (failure != null) {
            throw failure;
        }
    }
}
