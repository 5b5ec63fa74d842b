package com.acme.app;

import com.acme.legacy.Old;
import dev.lastcall.junit.AllowsDeprecated;
import dev.lastcall.junit.ForbidsDeprecated;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of Jupiter, each with its own call sites. */
public final class JupiterTests {
    private JupiterTests() {}

    /** Calls itself, through an allowed caller, and not at all. */
    public static class Plain {
        @Test
        void calls() {
            Old.create();
        }

        @Test
        void callsWhatMayCall() {
            Allowed.shim();
        }

        @Test
        void callsNothing() {}
    }

    /** A thread of a test's own is not the test's thread. */
    public static class OtherThread {
        @Test
        void starts() throws InterruptedException {
            Thread thread = new Thread(() -> Old.create());
            thread.start();
            thread.join();
        }
    }

    /** Before the first test. */
    public static class Before {
        @BeforeAll
        static void before() {
            Old.create();
        }

        @Test
        void callsNothing() {}
    }

    /** After each test. */
    public static class After {
        @AfterEach
        void after() {
            Old.create();
        }

        @Test
        void callsNothing() {}
    }

    /** Two tests that run at the same time, each until the other has called. */
    @Execution(ExecutionMode.CONCURRENT)
    public static class Parallel {
        private static final CountDownLatch CALLED = new CountDownLatch(2);

        @Test
        void left() throws InterruptedException {
            Old.create();
            CALLED.countDown();
            CALLED.await();
        }

        @Test
        void right() throws InterruptedException {
            Old.create();
            Old.create();
            CALLED.countDown();
            CALLED.await();
        }
    }

    /** Calls in one repetition of three. */
    public static class Flaky {
        @RepeatedTest(3)
        void sometimes(RepetitionInfo repetition) {
            if (repetition.getCurrentRepetition() == 2) {
                Old.create();
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void forOne(int parameter) {
            if (parameter == 2) {
                Old.create();
            }
        }
    }

    /** What annotations say. */
    public static class Annotated {
        @Test
        @AllowsDeprecated(value = "inline", reason = "tests the shim")
        void allows() {
            Old.create();
        }

        @Test
        @AllowsDeprecated(value = "other", reason = "of another rule")
        void allowsAnother() {
            Old.create();
        }

        @Test
        @ForbidsDeprecated
        void forbids() {
            Old.create();
        }

        @Test
        @ForbidsDeprecated("other")
        void forbidsAnother() {
            Old.create();
        }

        @Nested
        @ForbidsDeprecated
        class Inside {
            @Test
            void forbids() {
                Old.create();
            }

            @Test
            @AllowsDeprecated(reason = "but this one")
            void allows() {
                Old.create();
            }
        }
    }
}
