package com.acme.app;

import com.acme.legacy.Gateway;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refers to listed classes without calling them: in a class of each kind, and by a name that is put together. */
public final class Referring {
    static final class OfField {
        static @Nullable Gateway gateway;
    }

    interface OfSignature {
        List<? extends Gateway> all();
    }

    static final class OfMethod {
        int number = 1;

        static void take(int number, Gateway[] gateways) {}
    }

    private Referring() {}

    public static void main(String[] arguments) throws Exception {
        int known = OfSignature.class.getName().length() + new OfMethod().number;
        System.out.println("known " + (known + (OfField.gateway == null ? 1 : 0)));
        System.out.println(
                "loaded " + Class.forName("com.acme.legacy." + arguments[0]).getName());
        System.out.println("asked " + ask("com.acme.legacy." + arguments[1]));
        System.out.println("invoked " + invoke("com.acme.legacy." + arguments[2]));
    }

    private static Object invoke(String name) throws ReflectiveOperationException {
        return ClassLoader.class.getMethod("loadClass", String.class).invoke(Referring.class.getClassLoader(), name);
    }

    private static String ask(String name) throws ClassNotFoundException {
        return Referring.class.getClassLoader().loadClass(name).getName();
    }
}
