package com.acme.app;

import com.acme.fresh.Connections;
import com.acme.legacy.Factory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/** Prints what a blocked call gets, and how others fare. */
public final class Refused {
    private Refused() {}

    public static void main(String[] arguments) throws Exception {
        direct();
        reflective();
        System.out.println("bodies-refused " + Truth.bodies());
        System.out.println("delegated " + Connections.getThroughOld("x"));
        System.out.println("allowed " + Shim.create("y"));
        System.out.println("bodies " + Truth.bodies());
    }

    private static void direct() {
        try {
            Factory.create("direct");
            System.out.println("direct let through");
        } catch (UnsupportedOperationException e) {
            print("direct", e);
        }
    }

    private static void reflective() throws Exception {
        try {
            Factory.class.getMethod("create", String.class).invoke(null, "reflective");
            System.out.println("reflective let through");
        } catch (InvocationTargetException e) {
            print("reflective", e.getTargetException());
        }
    }

    private static void print(String how, Throwable thrown) {
        System.out.println(how + "-class " + thrown.getClass().getName());
        System.out.println(how + "-super " + thrown.getClass().getSuperclass().getName());
        System.out.println(how + "-message " + thrown.getMessage());
        StackTraceElement first = thrown.getStackTrace()[0];
        System.out.println(how + "-frame " + first.getClassName() + "." + first.getMethodName());
        System.out.println(how + "-cause " + firstFramePrinted(thrown));
        long own = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.toString().contains("astcall"))
                .count();
        System.out.println(how + "-own " + own);
    }

    /** As it is printed of the cause of another exception. */
    private static String firstFramePrinted(Throwable cause) {
        StringWriter printed = new StringWriter();
        new IllegalStateException(cause).printStackTrace(new PrintWriter(printed, true));
        String ofCause = printed.toString();
        ofCause = ofCause.substring(ofCause.indexOf("Caused by: "));
        ofCause = ofCause.substring(ofCause.indexOf("\tat ") + 4);
        return ofCause.substring(0, ofCause.indexOf('\n'));
    }

    private static final class Shim {
        static String create(String name) {
            return Factory.create(name);
        }
    }
}
