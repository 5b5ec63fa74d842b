package com.acme.skipped;

import com.acme.legacy.Old;
import org.junit.jupiter.api.Test;

class SkippedTest {
    @Test
    void calls() {
        Old.create();
    }
}
