package com.acme.bench.calls;

import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a call allocates, into the listed factory and into its twin; by reflection also into one that asks a stack
 * walker who calls. By itself none of the others allocates anything: the factories share their products, and the
 * argument of the reflective call is boxed and in its array beforehand.
 *
 * <p>One fork and short iterations will do, since bytes are counted and not timed; what the warm-up is for is that all
 * is compiled and all classes are loaded.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class CallAllocation {
    private static final IntFunction<Product> LISTED_REFERENCE = ListedFactory::create;
    private static final IntFunction<Product> PLAIN_REFERENCE = PlainFactory::create;
    private static final Method LISTED_METHOD = method(ListedFactory.class);
    private static final Method PLAIN_METHOD = method(PlainFactory.class);
    private static final Method WALKED_METHOD = method(WalkedFactory.class);

    private final Object[] arguments = {7};
    private final PlainFactory plain = new PlainFactory();
    private int key;

    /** Made for the one benchmark that has it: to make it is a call that is counted. */
    @State(Scope.Thread)
    public static class Receivers {
        private final ListedFactory listed = new ListedFactory();
    }

    private static Method method(Class<?> factory) {
        try {
            return factory.getMethod("create", int.class);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Benchmark
    public int directListed() {
        return ListedFactory.create(key++).value();
    }

    @Benchmark
    public int directPlain() {
        return PlainFactory.create(key++).value();
    }

    @Benchmark
    public int referenceListed() {
        return LISTED_REFERENCE.apply(key++).value();
    }

    @Benchmark
    public int referencePlain() {
        return PLAIN_REFERENCE.apply(key++).value();
    }

    @Benchmark
    public int virtualListed(Receivers receivers) {
        return receivers.listed.produce(key++).value();
    }

    @Benchmark
    public int virtualPlain() {
        return plain.produce(key++).value();
    }

    @Benchmark
    public int reflectiveListed() throws ReflectiveOperationException {
        return ((Product) LISTED_METHOD.invoke(null, arguments)).value();
    }

    @Benchmark
    public int reflectivePlain() throws ReflectiveOperationException {
        return ((Product) PLAIN_METHOD.invoke(null, arguments)).value();
    }

    @Benchmark
    public int reflectiveWalked() throws ReflectiveOperationException {
        return ((Product) WALKED_METHOD.invoke(null, arguments)).value();
    }
}
