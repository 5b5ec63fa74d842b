package com.acme.bench.calls;

/** Overrides what {@link PlainFactory} has, two classes below it. */
public final class PlainDeep extends PlainBetween {
    @Override
    public Product produce(int key) {
        return Product.of(key + 1);
    }
}
