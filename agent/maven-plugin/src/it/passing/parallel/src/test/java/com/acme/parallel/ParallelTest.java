package com.acme.parallel;

import com.acme.legacy.Old;
import org.junit.jupiter.api.RepeatedTest;

/** An allow entry lets these through, so they do not fail. */
class ParallelTest {
    @RepeatedTest(20)
    void one() {
        Old.create();
    }

    @RepeatedTest(20)
    void two() {
        new Old().name();
    }
}
