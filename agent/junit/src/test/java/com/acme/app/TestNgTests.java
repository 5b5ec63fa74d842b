package com.acme.app;

import com.acme.legacy.Old;
import org.testng.annotations.Test;

/** A test of TestNG. */
public class TestNgTests {
    @Test
    public void calls() {
        Old.create();
    }

    @Test
    public void callsNothing() {}
}
