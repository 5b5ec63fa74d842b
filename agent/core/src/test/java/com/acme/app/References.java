package com.acme.app;

import com.acme.ws.Legacy;
import com.acme.ws.LegacyApi;
import java.io.Serializable;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every sort of method reference, and lambdas, which are no references. */
public final class References implements LegacyApi {
    interface Mixing {
        long mix(Legacy on, long a, double b, String c, int d);
    }

    interface Larger {
        String larger(String a, String b);
    }

    interface Joining {
        String join(String a, String b);
    }

    interface SerializableSupplier extends Supplier<Legacy>, Serializable {}

    static class Child extends Legacy { // calls=1 kind=super
        Supplier<String> inherited() {
            return super::overridden; // calls=1 kind=super
        }
    }

    private References() {}

    @Override
    public int size() {
        return 4;
    }

    public static String run() {
        StringBuilder text = new StringBuilder();
        Supplier<Legacy> create = Legacy::create; // calls=2 kind=method-ref
        text.append(create.get()).append(create.get());
        Function<String, Legacy> named = Legacy::new; // calls=3 kind=method-ref
        text.append(Stream.of("a", "b", "c").map(named).collect(Collectors.toList()));
        Legacy legacy = named("bound");
        Supplier<String> bound = legacy::call; // calls=1 kind=method-ref
        text.append(bound.get());
        Function<Legacy, String> unbound = Legacy::overridden; // calls=2 kind=method-ref
        text.append(List.of(legacy, legacy).stream().map(unbound).toList());
        Mixing mixing = Legacy::mix; // calls=1 kind=method-ref
        text.append(mixing.mix(legacy, 1L << 35, 2.5, "c", 3));
        Larger larger = legacy::larger; // calls=1 kind=method-ref
        text.append(larger.larger("p", "q"));
        Joining joining = Legacy::join; // calls=1 kind=call
        text.append(joining.join("p", "q"));
        LongFunction<String> of = LegacyApi::of; // calls=1 kind=method-ref
        text.append(of.apply(5));
        BiFunction<LegacyApi, String, String> greet = LegacyApi::greet; // calls=1 kind=method-ref
        text.append(greet.apply(new References(), "g"));
        IntFunction<Legacy[]> array = Legacy[]::new;
        text.append(array.apply(3).length);
        Supplier<Legacy> lambda = () -> Legacy.create(); // calls=1 kind=call
        text.append(lambda.get());
        text.append(new Child().inherited().get());
        return text.append(nothing(null)).append(runInInterface()).toString();
    }

    private static Legacy named(String name) {
        return Legacy.named(name); // calls=1 kind=call
    }

    private static String nothing(Legacy none) {
        Function<Legacy, String> unbound = Legacy::overridden;
        try {
            return unbound.apply(none);
        } catch (NullPointerException expected) {
            return "null";
        }
    }

    /** A reference in an interface. */
    public interface Factory {
        static Supplier<Legacy> plain() {
            return Legacy::create; // calls=1 kind=method-ref
        }

        default Function<Legacy, Legacy> touching() {
            return Legacy::touch; // calls=1 kind=method-ref
        }
    }

    /** Run apart, with its own markers on the lines above. */
    static String runInInterface() {
        Factory factory = new Factory() {};
        return "" + factory.touching().apply(Factory.plain().get());
    }

    /** A serializable reference stays what it was: the guard finds the call. */
    static SerializableSupplier serializable() {
        return Legacy::create;
    }
}
