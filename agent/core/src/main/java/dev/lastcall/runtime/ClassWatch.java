package dev.lastcall.runtime;

import dev.lastcall.weave.CallTransformer;
import java.lang.instrument.Instrumentation;

/**
 * How classes of this process are watched as they load, and woven anew.
 *
 * @param listener is notified of what can't be woven
 */
record ClassWatch(Instrumentation instrumentation, CallTransformer transformer, CallTransformer.Listener listener) {}
