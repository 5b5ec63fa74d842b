package dev.lastcall.runtime;

import dev.lastcall.weave.CallTransformer;
import java.io.File;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Finds out whether there are other agents, and then has the guard set that shows what they make of class files: when
 * the first class matters, if the command line names some; else when one changes a class that was woven, or one may
 * have been attached. Thread-safe.
 */
final class AgentsWatch {
    private static final String AGENT = "-javaagent:";
    /** The thread to which agents are attached; it starts with the first command of {@code jcmd} and its like. */
    private static final String ATTACHING = "Attach Listener";

    private final CallTransformer transformer;
    private final FieldGuard guard;
    private volatile boolean named;
    private long wovenBefore;

    /** @param stands whether a class has a guard in the code that it has now */
    AgentsWatch(ClassWatch classes, Predicate<Class<?>> stands) {
        this.transformer = classes.transformer();
        this.guard = FieldGuard.ofAgents(classes, stands);
    }

    /**
     * The command line may name other agents.
     *
     * @param jvmArguments what the JVM was started with
     * @param own the jar of this agent
     */
    void begin(String[] jvmArguments, File own) {
        for (String argument : jvmArguments) {
            named |= argument.startsWith(AGENT) && !isOf(argument.substring(AGENT.length()), own);
        }
    }

    private static boolean isOf(String agent, File own) {
        int options = agent.indexOf('=');
        File jar = new File(options < 0 ? agent : agent.substring(0, options));
        try {
            return jar.getCanonicalFile().equals(own.getCanonicalFile());
        } catch (IOException unknown) {
            return jar.getAbsoluteFile().equals(own.getAbsoluteFile());
        }
    }

    /** Returns when the guard stands, if there are other agents from the start; to be called without a lock. */
    void setIfNamed() {
        if (named) {
            guard.set();
        }
    }

    /** Returns when the guard stands: there are other agents. To be called without a lock. */
    void set() {
        guard.set();
    }

    /**
     * To be called at each heartbeat, on the agent's thread. Threads are asked for only while classes load that matter.
     */
    void look() {
        long woven = transformer.classesWoven();
        if (woven == wovenBefore || transformer.guardsAgents()) {
            return;
        }
        wovenBefore = woven;
        if (isAttaching()) {
            guard.set();
        }
    }

    private static boolean isAttaching() {
        ThreadGroup outermost = Thread.currentThread().getThreadGroup();
        for (ThreadGroup above = outermost; above != null; above = above.getParent()) {
            outermost = above;
        }
        Thread[] threads = new Thread[outermost == null ? 0 : 2 * outermost.activeCount() + 8];
        int count = outermost == null ? 0 : outermost.enumerate(threads, false);
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().equals(ATTACHING)) {
                return true;
            }
        }
        return false;
    }
}
