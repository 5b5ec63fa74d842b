package com.acme.deep;

/** Classes two steps below a listed one: when they are loaded, nothing is known yet of the step between. */
public final class Deep {
    private static Runnable inner;
    private static int ran;

    private Deep() {}

    /** Listed. */
    public static class Old {
        public void act() {
            ran++;
        }
    }

    public static class Between extends Old {}

    /** Does something else, and that calls a listed body from where nothing is announced. */
    public static class Far extends Between {
        @Override
        public void act() {
            inner.run();
        }
    }

    public static class AlsoBetween extends Old {}

    public static class Inside extends AlsoBetween implements Runnable {
        @Override
        public void run() {
            act();
        }
    }

    /** Listed. */
    public interface Role {
        default void play() {
            ran++;
        }
    }

    public interface RoleBetween extends Role {}

    public static class FarRole implements RoleBetween {
        @Override
        public void play() {
            inner.run();
        }
    }

    public interface RoleAlsoBetween extends Role {}

    public static class PlainRole implements Role {}

    public static class InsideRole implements RoleAlsoBetween, Runnable {
        @Override
        public void run() {
            play();
        }
    }

    /** Returns how often the listed body ran. */
    static int classes() throws ReflectiveOperationException {
        ran = 0;
        inner = (Runnable) make("Inside");
        for (int i = 0; i < 3; i++) {
            act((Old) make("Old"));
        }
        Old far = (Old) make("Far");
        for (int i = 0; i < 10; i++) {
            act(far);
        }
        return ran;
    }

    /** The same with interfaces. */
    static int roles() throws ReflectiveOperationException {
        ran = 0;
        inner = (Runnable) make("InsideRole");
        for (int i = 0; i < 3; i++) {
            play((Role) make("PlainRole"));
        }
        Role far = (Role) make("FarRole");
        for (int i = 0; i < 10; i++) {
            play(far);
        }
        return ran;
    }

    static void plainClasses() throws ReflectiveOperationException {
        for (int i = 0; i < 10; i++) {
            act((Old) make("Old"));
        }
    }

    static void plainRoles() throws ReflectiveOperationException {
        for (int i = 0; i < 10; i++) {
            play((Role) make("PlainRole"));
        }
    }

    private static void act(Old old) {
        try {
            old.act();
        } catch (UnsupportedOperationException refused) {
            // goes on
        }
    }

    private static void play(Role role) {
        try {
            role.play();
        } catch (UnsupportedOperationException refused) {
            // goes on
        }
    }

    private static Object make(String name) throws ReflectiveOperationException {
        return Class.forName(Deep.class.getName() + '$' + name)
                .getDeclaredConstructor()
                .newInstance();
    }
}
