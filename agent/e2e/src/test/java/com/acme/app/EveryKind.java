package com.acme.app;

import com.acme.fresh.Connections;
import com.acme.legacy.Factory;
import com.acme.legacy.Service;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reaches the deprecated classes in every common way, a different number of times each. */
public final class EveryKind {
    private EveryKind() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        staticCalls();
        instanceCalls();
        constructors();
        superCalls();
        fields();
        interfaceCalls();
        reflection();
        methodReferences();
        lambdas();
        exempt();
        Truth.print();
        System.out.println("canonical " + canonical());
    }

    private static void staticCalls() {
        for (int i = 0; i < 5; i++) {
            Factory.create("static");
            Truth.calls("call", 1);
        }
        try {
            Factory.failing("caller");
        } catch (IllegalStateException expected) {
            System.out.println("caught " + expected.getMessage());
        }
        Truth.calls("call", 1);
    }

    private static void instanceCalls() {
        Factory factory = new Factory();
        Truth.calls("new", 1);
        System.out.println("result " + factory.greet("world"));
        Truth.calls("call", 1);
    }

    private static void constructors() {
        for (int i = 0; i < 3; i++) {
            System.out.println("own " + new Factory("four").own);
            Truth.calls("new", 1);
            Truth.calls("field-read", 1);
        }
    }

    private static void superCalls() {
        new Special().greet("special");
        Truth.calls("super", 2);
    }

    private static void fields() {
        int before = Factory.shared;
        Factory.shared = before + 1;
        Truth.calls("field-read", 1);
        Truth.calls("field-write", 1);
    }

    private static void interfaceCalls() {
        Service service = new Doubling();
        System.out.println("served " + service.serve(21) + " " + service.serveTwice(4));
        Truth.calls("call", 2);
    }

    private static void reflection() throws ReflectiveOperationException {
        Object factory = Factory.class.getConstructor().newInstance();
        for (int i = 0; i < 20; i++) {
            Factory.class.getMethod("greet", String.class).invoke(factory, "reflection");
        }
        Truth.calls("reflection", 21);
    }

    private static void methodReferences() {
        Function<String, String> create = Factory::create;
        Supplier<Factory> make = Factory::new;
        System.out.println("reference " + create.apply("reference") + " " + make.get().own);
        Stream.of("a", "b").map(Factory::create).forEach(name -> {});
        Truth.calls("method-ref", 4);
        Truth.calls("field-read", 1);
    }

    private static void lambdas() {
        Runnable call = () -> Factory.create("lambda");
        call.run();
        List.of(1, 2).forEach(number -> Factory.create("lambda " + number));
        Truth.calls("call", 3);
    }

    /** One call from here; those that it makes itself don't count. */
    private static void exempt() {
        Factory.createTwice("inside");
        Truth.calls("call", 1);
    }

    private static long canonical() {
        for (int i = 0; i < 6; i++) {
            Connections.get("fresh");
        }
        return 6;
    }

    private static final class Special extends Factory {
        @Override
        public String greet(String name) {
            return super.greet(name);
        }
    }

    private static final class Doubling implements Service {
        @Override
        public int serve(int value) {
            return value * 2;
        }
    }
}
