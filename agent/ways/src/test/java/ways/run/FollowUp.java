package ways.run;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;

/** A further call of the same member, another way: what the first one left behind must not hide it. */
final class FollowUp {
    private FollowUp() {}

    static void again(Executable target, Object receiver) throws Throwable {
        ((AccessibleObject) target).setAccessible(true);
        Object[] arguments = defaults(target.getParameterTypes());
        if (target instanceof Method method) {
            method.invoke(receiver, arguments);
        } else {
            ((Constructor<?>) target).newInstance(arguments);
        }
    }

    private static Object[] defaults(Class<?>[] types) {
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = types[i].isPrimitive()
                    ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(types[i], 1), 0)
                    : null;
        }
        return values;
    }
}
