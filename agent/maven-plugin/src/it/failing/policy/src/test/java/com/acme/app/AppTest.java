package com.acme.app;

import com.acme.legacy.Old;
import org.junit.jupiter.api.Test;

class AppTest {
    @Test
    void callsTheOldWay() {
        Old.create();
    }

    @Test
    void callsNothing() {}
}
