package com.acme.deep;

import com.acme.app.Truth;

/** Deprecated. */
public class Old {
    public void act() {
        Truth.bodyRan();
    }
}
