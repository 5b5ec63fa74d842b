package com.acme.bench.calls;

/** The factory that no policy lists. */
public class PlainFactory {
    public static Product create(int key) {
        return Product.of(key);
    }

    public Product produce(int key) {
        return Product.of(key);
    }
}
