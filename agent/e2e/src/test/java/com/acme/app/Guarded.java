package com.acme.app;

import com.acme.legacy.Factory;
import java.lang.reflect.InvocationTargetException;

/**
 * {@code WHEN}: {@code late} puts the JDK's security manager in place. Then calls a deprecated method directly, by a
 * method reference, by reflection and on another thread, none of which is allowed anything.
 */
@SuppressWarnings("removal") // that there is none on newer JDKs is told by the test
public final class Guarded {
    private static int blocked;

    private Guarded() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("late")) {
            System.setSecurityManager(new SecurityManager());
        }
        Calls.main();
    }

    /** Not loaded before the security manager is there. */
    private static final class Calls {
        static void main() throws Exception {
            for (int i = 0; i < 3; i++) {
                attempt(() -> Factory.create("direct"));
            }
            attempt(Calls::byReference);
            for (int i = 0; i < 20; i++) {
                attempt(() -> Factory.class.getMethod("create", String.class).invoke(null, "reflection"));
            }
            Thread other = new Thread(() -> attempt(() -> Factory.create("thread")));
            other.start();
            other.join();
            System.out.println("calls 25");
            System.out.println("blocked " + blocked);
            System.out.println("bodies " + Truth.bodies());
        }

        private static Object byReference() {
            java.util.function.Function<String, ?> reference = Factory::create;
            return reference.apply("reference");
        }
    }

    private interface Call {
        Object make() throws ReflectiveOperationException;
    }

    private static void attempt(Call call) {
        try {
            call.make();
        } catch (UnsupportedOperationException refused) {
            blocked++;
        } catch (InvocationTargetException refused) {
            blocked++;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
