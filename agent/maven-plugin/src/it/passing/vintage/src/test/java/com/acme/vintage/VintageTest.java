package com.acme.vintage;

import com.acme.legacy.Old;
import org.junit.Test;

public class VintageTest {
    @Test
    public void callsTheOldWay() {
        Old.create();
    }
}
