package com.acme.single;

import com.acme.legacy.Fresh;
import com.acme.legacy.Old;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SingleTest {
    @Test
    void callsTheOldWay() {
        Old.create();
    }

    @Test
    void callsByReference() {
        Supplier<String> reference = Old::create;
        reference.get();
    }

    @Test
    void callsTheNewWay() {
        Fresh.create();
    }
}
