package com.acme.jobs;

/** Deprecated; whoever needs one makes it and hands it to a thread. */
public class OldTask implements Runnable {
    public OldTask() {}

    public OldTask(String name) {
        this();
    }

    @Override
    public void run() {
        Thread.currentThread().setName("old");
    }
}
