package ways.run;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;

/** One way to reach a deprecated member. Its deprecated class is its nested {@code Old}, unless it says else. */
public abstract class Row {
    /** One attempt. What the deprecated code throws may leave it, wrapped or not. */
    public abstract void call() throws Throwable;

    /**
     * What is called by reflection after each attempt, to find out whether the attempt has left something behind: the
     * method {@code make} or else a constructor of {@code Old}; null: nothing.
     */
    public Executable target() throws Exception {
        Class<?> old;
        try {
            old = Class.forName(getClass().getName() + "$Old", false, getClass().getClassLoader());
        } catch (ClassNotFoundException none) {
            return null;
        }
        for (Method method : old.getDeclaredMethods()) {
            if (method.getName().equals("make") && !method.isBridge()) {
                return method;
            }
        }
        return old.getDeclaredConstructors().length == 0 ? null : old.getDeclaredConstructors()[0];
    }

    /** On what {@link #target} is called, if it is an instance method. */
    public Object receiver() throws Exception {
        return Receiver.of(target().getDeclaringClass());
    }

    /** Whether it prints its truth itself, with {@link Runner#lastWords}, since the process ends with it. */
    public boolean endsTheProcess() {
        return false;
    }
}
