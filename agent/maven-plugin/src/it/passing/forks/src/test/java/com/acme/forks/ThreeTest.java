package com.acme.forks;

import com.acme.legacy.Old;
import org.junit.jupiter.api.Test;

class ThreeTest {
    @Test
    void calls() {
        Old.create();
    }
}
