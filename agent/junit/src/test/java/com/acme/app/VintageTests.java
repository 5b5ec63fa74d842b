package com.acme.app;

import com.acme.legacy.Old;
import org.junit.Test;

/** A test of JUnit 4. */
public class VintageTests {
    @Test
    public void calls() {
        Old.create();
    }

    @Test
    public void callsNothing() {}
}
