package dev.lastcall.gate;

import java.lang.StackWalker.StackFrame;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.ObjIntConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code java.lang.LastcallBridge} as this loader sees it: no Java release knows the class, so it is used as the JDK
 * types that it implements, here and nowhere else. Thread-safe.
 */
public final class BridgePort {
    // the numbers of LastcallBridge.accept
    private static final int CONNECT = 0;
    private static final int KEEP = 1;
    private static final int TAKE_FAULT = 2;
    private static final int LAST = 3;
    private static final int SHARE = 4;
    private static final int REACHED = 5;
    private static final int HOLDS = 6;
    private static final int CHUNK = 7;
    private static final int BEGIN_WORK = 8;
    private static final int END_WORK = 9;
    private static final int HINT = 10;
    private static final int GIVEN = 11;
    private static final int REFUSING = 12;

    private final ThreadLocal<long[]> held;
    private final LongBinaryOperator memory;
    private final LongSupplier blocks;
    private final LongConsumer clock;
    private final ToLongFunction<Object> address;
    private final Function<Object, @Nullable Object> methods;
    private final Consumer<Object[]> control;

    /** @param bridge what {@code LastcallBridge.instance()} returns */
    @SuppressWarnings("unchecked")
    public BridgePort(Object bridge) {
        held = (ThreadLocal<long[]>) bridge;
        memory = (LongBinaryOperator) bridge;
        blocks = (LongSupplier) bridge;
        clock = (LongConsumer) bridge;
        address = (ToLongFunction<Object>) bridge;
        methods = (Function<Object, @Nullable Object>) bridge;
        control = (Consumer<Object[]>) bridge;
    }

    /**
     * From now on woven code reaches the sinks.
     *
     * @param entered that of guards of instance methods, with the receiver
     */
    void connect(
            IntBinaryOperator sink,
            ObjIntConsumer<Object> reflection,
            Class<?> refusal,
            ObjIntConsumer<Object> entered) {
        control.accept(new Object[] {CONNECT, sink, reflection, refusal, entered});
    }

    /**
     * What is known of a hint from now on: for each of what its calls are given its key, a second one or null, and
     * {@code {slot, target, site}}.
     *
     * @param known null: nothing
     */
    void hint(int number, @Nullable Object @Nullable [] known) {
        control.accept(new @Nullable Object[] {HINT, number, known});
    }

    /**
     * What the current thread's call by reflection or a handle was given that is under way at that hint; once.
     *
     * @return {@code {Method, Constructor or MethodHandle}}, and of a handle that runs one method as it is what stands
     *     for the method, its name, and whether the receiver chooses the body; null if what it is given has become
     *     known since, or the call is over
     */
    @Nullable
    Object @Nullable [] given(int hint) {
        @Nullable Object[] answer = {GIVEN, hint};
        control.accept(answer);
        return (@Nullable Object[]) answer[0];
    }

    /**
     * What the JVM tells a {@code Method} or {@code Constructor} from the others of its class by; -1: it doesn't say.
     */
    int slot(Object member) {
        return (int) address.applyAsLong(member);
    }

    /** Has the bridge do with a failure what it does with one that the sink throws, though another is thrown. */
    void keep(Throwable failure) {
        control.accept(new Object[] {KEEP, failure});
    }

    /** Has that run when the shutdown hooks of the application have. Returns whether the JVM allows it. */
    boolean runAfterHooks(Runnable last) {
        Object[] answer = {LAST, last};
        control.accept(answer);
        return answer[0] == Boolean.TRUE;
    }

    /** The last failure of the sink that the bridge has kept from the application, once; null if there was none. */
    @Nullable
    Throwable takeFault() {
        @Nullable Object[] answer = {TAKE_FAULT};
        control.accept(answer);
        return (Throwable) answer[0];
    }

    /** Sets the coarse clock of the hot path, in milliseconds since 1970 UTC. */
    void tick(long nowMillis) {
        clock.accept(nowMillis);
    }

    /** The addresses of the chunks that virtual threads add to, by chunk; 0: none yet. */
    void share(long[] chunks) {
        control.accept(new Object[] {SHARE, chunks});
    }

    /** Whether a call of a target reaches its guard before anything else, by the target's number. */
    void reached(boolean[] certain) {
        control.accept(new Object[] {REACHED, certain});
    }

    /** Whether there may be calls that are refused: then none is made that the stack has no room to judge. */
    void refusing(boolean some) {
        control.accept(new Object[] {REFUSING, some});
    }

    /** Whether a class has that constant, an {@code Integer} or the text of a Utf8, in the code that it has now. */
    boolean holds(Class<?> type, Object constant) {
        Object[] answer = {HOLDS, type, constant};
        control.accept(answer);
        return (Boolean) answer[0];
    }

    /** The address of a new block, in which the hot path finds a platform thread's chunks. It stays for ever. */
    long newBlock() {
        return blocks.getAsLong();
    }

    /** The current thread, a platform thread, counts in that block from now on, and nobody else does. */
    void hold(long block) {
        long[] before = held.get();
        if (before == null || before[0] != block) {
            held.set(new long[] {block});
        }
    }

    /**
     * From now on that is the chunk in the block, which is the current thread's. With 0 the block may be anybody's: it
     * has that chunk no more. To be called by one thread at a time.
     */
    void put(long block, int chunk, long at) {
        control.accept(new Object[] {CHUNK, block, (long) chunk, at});
    }

    /** Adds atomically. Returns the sum. */
    long add(long at, long delta) {
        return memory.applyAsLong(at, delta);
    }

    /**
     * What stands for a frame's method: the same object as long as somebody holds it, another for any other method.
     *
     * @return null if this JVM doesn't say
     */
    @Nullable
    Object method(StackFrame frame) {
        return methods.apply(frame);
    }

    /**
     * From now on the current thread does the agent's work: what it calls is not counted, logged or refused, and finds
     * no ticket.
     *
     * @return whether it did not do so before; then {@link #endWork} must follow
     */
    boolean beginWork() {
        Object[] answer = {BEGIN_WORK};
        control.accept(answer);
        return (Boolean) answer[0];
    }

    /** The current thread is the application's again. */
    void endWork() {
        control.accept(new Object[] {END_WORK});
    }

    /**
     * The classes that a loader has defined so far, which the JVM adds to under the collection's lock.
     *
     * @return null if this JVM doesn't say
     */
    @SuppressWarnings("unchecked")
    @Nullable
    Collection<Class<?>> definedBy(ClassLoader loader) {
        Object classes = methods.apply(loader);
        return classes instanceof Collection ? (Collection<Class<?>>) classes : null;
    }

    /** What the JVM was started with, the class and what follows apart. */
    public String[] jvmArguments() {
        Object arguments = methods.apply("");
        return arguments instanceof String[] known ? known : new String[0];
    }

    long address(ByteBuffer direct) {
        return address.applyAsLong(direct);
    }
}
