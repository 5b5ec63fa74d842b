package com.acme.testng;

import com.acme.legacy.Old;
import org.testng.annotations.Test;

public class TestNgTest {
    @Test
    public void callsTheOldWay() {
        Old.create();
    }
}
