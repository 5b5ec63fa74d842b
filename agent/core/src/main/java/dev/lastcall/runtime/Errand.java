package dev.lastcall.runtime;

/**
 * A task for a thread of its own, for which one that is in a transformer waits: the JVM would call none for that one.
 */
final class Errand extends Thread {
    private final Runnable task;

    Errand(String name, Runnable task) {
        super(outermostGroup(), null, name, 0, false);
        setDaemon(true);
        setContextClassLoader(null);
        this.task = task;
    }

    /** No group of the application's, which may be destroyed before the thread starts. */
    private static ThreadGroup outermostGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        for (ThreadGroup above = group; above != null; above = above.getParent()) {
            group = above;
        }
        return group;
    }

    @Override
    public void run() {
        task.run();
    }

    /**
     * Starts it, and waits until it has ended, though not for ever, and whether interrupted or not. Returns whether it
     * has.
     */
    boolean runAndWait(long longestMillis) {
        start();
        return hasEnded(longestMillis);
    }

    /** Waits for the end of a task that was started. */
    boolean hasEnded(long longestMillis) {
        boolean interrupted = false;
        long deadline = System.currentTimeMillis() + longestMillis;
        for (long left = longestMillis; left > 0 && isAlive(); left = deadline - System.currentTimeMillis()) {
            try {
                join(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !isAlive();
    }
}
