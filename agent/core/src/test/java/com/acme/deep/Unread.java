package com.acme.deep;

import java.util.ArrayList;

/** Calls of listed methods, of which the class files tell only when they load where the calls end. */
public final class Unread {
    private static int ran;

    private Unread() {}

    /** Listed. */
    public static class Listed {
        public void act() {
            ran++;
        }

        /** Listed, and only inherits. */
        public static class Heir extends Listed {}
    }

    /** Listed. */
    public interface Role {
        void act();
    }

    public static class Body {
        public void act() {}
    }

    public static class PlainRole extends Body implements Role {}

    public static class CallsBody extends PlainRole {
        void call() {
            super.act();
        }
    }

    /** Listed. */
    public static class Known {
        public void act() {
            ran++;
        }
    }

    public interface RoleBetween extends Role {}

    public static class KnownRole extends Known implements RoleBetween {}

    /** Listed. */
    public interface RoleWithBody {
        default void act() {
            ran++;
        }
    }

    public static class OtherRole extends Body implements RoleWithBody {}

    /** Listed. */
    public interface Sized {
        int size();
    }

    /** Has the body from the JDK. */
    @SuppressWarnings("serial")
    public static class JdkSized extends ArrayList<String> implements Sized {}

    /** Returns how often a listed body ran. */
    static int inherited() {
        ran = 0;
        Listed.Heir heir = new Listed.Heir();
        for (int i = 0; i < 10; i++) {
            heir.act();
        }
        return ran;
    }

    static int both() {
        ran = 0;
        Role role = new KnownRole();
        for (int i = 0; i < 10; i++) {
            role.act();
        }
        return ran;
    }

    static int ofBody() {
        ran = 0;
        CallsBody body = new CallsBody();
        for (int i = 0; i < 10; i++) {
            body.call();
        }
        return ran;
    }

    static int ofBodyInstead() {
        ran = 0;
        OtherRole role = new OtherRole();
        for (int i = 0; i < 10; i++) {
            role.act();
        }
        return ran;
    }

    static int ofJdk() {
        ran = 0;
        JdkSized sized = new JdkSized();
        for (int i = 0; i < 10; i++) {
            ran += sized.size();
        }
        return ran;
    }
}
