package dev.lastcall.gate;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.ObjIntConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code java.lang.LastcallBridge} as this loader sees it: no Java release knows the class, so it is used as the JDK types
 * that it implements, here and nowhere else. Thread-safe.
 */
public final class BridgePort {
    /** Length of the holder of a thread that has no chunk yet, and index of its first chunk. */
    static final int FIRST_CHUNK = 3;

    static final int TICKET = 0;
    static final int VIRTUAL = 1;
    static final int CHUNK_SHIFT = 6;
    static final int SLOT_MASK = 63;

    private final ThreadLocal<long[]> holder;
    private final LongBinaryOperator memory;
    private final ToLongFunction<Object> address;
    private final Consumer<Object[]> control;

    /** @param bridge what {@code LastcallBridge.instance()} returns */
    @SuppressWarnings("unchecked")
    public BridgePort(Object bridge) {
        holder = (ThreadLocal<long[]>) bridge;
        memory = (LongBinaryOperator) bridge;
        address = (ToLongFunction<Object>) bridge;
        control = (Consumer<Object[]>) bridge;
    }

    /** From now on woven code reaches the sinks. */
    void connect(
            IntBinaryOperator sink,
            ObjIntConsumer<Object> reflection,
            Class<?> refusal,
            ByteBuffer clock,
            int clockOffset) {
        control.accept(new Object[] {sink, reflection, refusal, address(clock) + clockOffset});
    }

    /** The last failure of the sink that the bridge has kept from the application, once; null if there was none. */
    @Nullable
    Throwable takeFault() {
        @Nullable Object[] answer = {null};
        control.accept(answer);
        return (Throwable) answer[0];
    }

    /** The chunks that virtual threads add to, in the layout of a holder. */
    void share(long[] chunks) {
        control.accept(new Object[] {chunks});
    }

    long @Nullable [] holder() {
        return holder.get();
    }

    void hold(long[] value) {
        holder.set(value);
    }

    /** Adds atomically. Returns the sum. */
    long add(long at, long delta) {
        return memory.applyAsLong(at, delta);
    }

    long address(ByteBuffer direct) {
        return address.applyAsLong(direct);
    }
}
