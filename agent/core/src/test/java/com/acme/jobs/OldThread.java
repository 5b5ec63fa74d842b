package com.acme.jobs;

/** Deprecated, and a thread. */
public class OldThread extends Thread {
    @Override
    public void run() {
        setName("old");
    }
}
