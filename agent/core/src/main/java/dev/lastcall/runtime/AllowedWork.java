package dev.lastcall.runtime;

import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/**
 * Work of the agent's own thread under a security manager, with what the agent may do: the thread has inherited what its
 * maker was allowed, which was less. Apart from {@link AgentThread}, since most processes have no security manager.
 *
 * @param thread whose work is done; null: the end's
 * @param flag whether there is a heartbeat, or whether it is the last end
 */
@SuppressWarnings("removal") // where there is no security manager any more, all is allowed
record AllowedWork(Lookout lookout, @Nullable AgentThread thread, boolean flag)
        implements PrivilegedAction<@Nullable Object> {

    static void tick(AgentThread thread, boolean heartbeat) {
        AccessController.doPrivileged(new AllowedWork(thread.lookout(), thread, heartbeat));
    }

    static void end(Lookout lookout, boolean last) {
        AccessController.doPrivileged(new AllowedWork(lookout, null, last));
    }

    @Override
    public @Nullable Object run() {
        if (thread == null) {
            lookout.end(flag);
        } else {
            thread.work(lookout.life(), flag);
        }
        return null;
    }
}
