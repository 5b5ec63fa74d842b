package com.acme.torture.plugin;

import com.acme.torture.legacy.Factory;
import java.util.function.LongUnaryOperator;

/** Calls the factory directly, by method reference and by reflection: four calls each time. */
public final class Caller implements Runnable {
    @Override
    public void run() {
        LongUnaryOperator reference = Factory::make;
        long value = reference.applyAsLong(Factory.make(0));
        try {
            for (int i = 0; i < 2; i++) {
                value = (Long) Factory.class.getMethod("make", long.class).invoke(null, value);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        if (value != 4) {
            throw new IllegalStateException("made " + value);
        }
    }
}
