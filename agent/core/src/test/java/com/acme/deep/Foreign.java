package com.acme.deep;

import java.util.ArrayList;

/** Calls of listed methods that end in bodies of classes which know nothing of what is listed. */
public final class Foreign {
    private static int ran;

    private Foreign() {}

    /** Listed. */
    public interface Role {
        default void act() {
            ran++;
        }
    }

    public static class Body {
        public void act() {}
    }

    public static class FarRole extends Body implements Role {}

    /** Has the body from the JDK. */
    @SuppressWarnings("serial")
    public static class PlainJdkRole extends ArrayList<String> implements Sized {}

    /** Listed. */
    public interface Sized {
        int size();
    }

    /** Listed. */
    public static class OwnSize implements Sized {
        @Override
        public int size() {
            ran++;
            return 1;
        }
    }

    public static class SizeBetween extends OwnSize {}

    public static class InsideSize extends SizeBetween implements Runnable {
        @Override
        public void run() {
            size();
        }
    }

    public static class PlainRole implements Role {}

    public interface RoleBetween extends Role {}

    public static class InsideRole implements RoleBetween, Runnable {
        @Override
        public void run() {
            act();
        }
    }

    public static class Base {
        public void act() {}
    }

    /** Listed, and only inherits. */
    public static class Heir extends Base {}

    /** Listed. */
    public static class Sub extends Heir {
        @Override
        public void act() {
            ran++;
        }
    }

    public static class SubBetween extends Sub {}

    public static class InsideSub extends SubBetween implements Runnable {
        @Override
        public void run() {
            act();
        }
    }

    /** Returns how often a listed body ran: three times and ten. */
    static int ofSuperclass() throws ReflectiveOperationException {
        return calls("PlainRole", "FarRole", "InsideRole", object -> ((Role) object).act());
    }

    static int ofJdk() throws ReflectiveOperationException {
        return calls("OwnSize", "PlainJdkRole", "InsideSize", object -> ((Sized) object).size());
    }

    static int above() throws ReflectiveOperationException {
        return calls("Sub", "Heir", "InsideSub", object -> ((Heir) object).act());
    }

    private static int calls(String listed, String foreign, String inside, Call call)
            throws ReflectiveOperationException {
        ran = 0;
        Runnable unannounced = (Runnable) make(inside);
        for (int i = 0; i < 3; i++) {
            call.on(make(listed));
        }
        Object other = make(foreign);
        for (int i = 0; i < 10; i++) {
            call.on(other);
            unannounced.run();
        }
        return ran;
    }

    private static Object make(String name) throws ReflectiveOperationException {
        return Class.forName(Foreign.class.getName() + '$' + name)
                .getDeclaredConstructor()
                .newInstance();
    }

    private interface Call {
        void on(Object object);
    }
}
