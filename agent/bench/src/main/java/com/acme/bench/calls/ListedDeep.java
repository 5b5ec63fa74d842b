package com.acme.bench.calls;

/** Overrides what {@link ListedFactory} has, two classes below it, and is listed as well. */
public final class ListedDeep extends ListedBetween {
    @Override
    public Product produce(int key) {
        return Product.of(key + 1);
    }
}
