package com.acme.bench.calls;

/** The factory that no policy lists. */
public class PlainFactory implements Factory {
    public static Product create(int key) {
        return Product.of(key);
    }

    @Override
    public Product produce(int key) {
        return Product.of(key);
    }
}
