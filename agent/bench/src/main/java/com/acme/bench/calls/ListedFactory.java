package com.acme.bench.calls;

/** The factory that the policy lists; the twin of {@link PlainFactory}. */
public class ListedFactory implements Factory {
    public static Product create(int key) {
        return Product.of(key);
    }

    @Override
    public Product produce(int key) {
        return Product.of(key);
    }
}
