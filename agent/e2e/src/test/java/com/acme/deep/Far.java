package com.acme.deep;

/** Overrides the deprecated method, and does something else instead. */
public class Far extends Between {
    private final Runnable inner = new Inside();

    @Override
    public void act() {
        inner.run();
    }
}
