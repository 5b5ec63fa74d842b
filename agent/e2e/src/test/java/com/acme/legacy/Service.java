package com.acme.legacy;

import com.acme.app.Truth;

/** A deprecated interface. */
public interface Service {
    int serve(int value);

    default int serveTwice(int value) {
        Truth.bodyRan();
        return value * 2;
    }
}
