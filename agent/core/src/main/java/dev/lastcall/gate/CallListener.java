package dev.lastcall.gate;

import dev.lastcall.evidence.CallPath;
import dev.lastcall.evidence.Site;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.site.ChangedClass;
import org.jspecify.annotations.Nullable;

/** Is notified of the calls to be logged. Called on the application's threads: returns at once, and never throws. */
public interface CallListener {
    /**
     * A call is to be logged.
     *
     * @param message what the policy tells the caller; empty if nothing
     * @param call number of the call at this site, counted from 1
     * @param refused whether it is refused
     * @param allowedBy the allow entry that lets it through, if one does
     */
    void onCall(long timeMillis, Site site, String message, long call, boolean refused, @Nullable AllowEntry allowedBy);

    /**
     * The first call of a site was counted, in whatever mode.
     *
     * @param site its number
     */
    default void onFirstCall(int site) {}

    /** Whether the path of a call of that site is wanted, which takes microseconds to find. */
    default boolean wantsPath(int site) {
        return false;
    }

    /** How a call came about that is due: the first, 10th, 100th … of a site, or the first alone if no more are due. */
    default void onPath(int site, CallPath path) {}

    /** Calls in that class have become hot: it should be woven again, with hints. */
    default void onHotCalls(Class<?> caller) {}

    /** Someone has cut the ledger's file: until it is mended, each call is a fault. */
    default void onCutLedger() {}

    /**
     * A hidden class is about to be defined.
     *
     * @param host the class on whose behalf
     * @param classFile its class file as it was given
     * @return what it is to be defined from
     */
    default byte[] onHiddenClass(Class<?> host, byte[] classFile) {
        return classFile;
    }

    /**
     * Another agent has changed a class that loads, or is retransformed.
     *
     * @return what the next agent gets
     */
    default byte[] onChangedClass(ChangedClass changed) {
        return changed.classFile();
    }
}
