package com.acme.deep;

/** Calls the deprecated method by its own name. */
public class Inside extends AlsoBetween implements Runnable {
    @Override
    public void run() {
        act();
    }
}
