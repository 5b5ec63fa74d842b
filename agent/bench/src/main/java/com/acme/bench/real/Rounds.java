package com.acme.bench.real;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Runs a program several times in this process, and prints the CPU time of the process for the second half of these
 * rounds, in which little of the start is left. Arguments: how often, the class with its method, and the program's own.
 */
public final class Rounds {
    private Rounds() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        int rounds = Integer.parseInt(arguments[0]);
        Method program = program(Class.forName(arguments[1]));
        Object[] parameters = new Object[program.getParameterCount()];
        parameters[0] = Arrays.copyOfRange(arguments, 2, arguments.length);
        for (int i = 1; i < parameters.length; i++) {
            if (program.getParameterTypes()[i] == PrintWriter.class) {
                parameters[i] = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
            }
        }
        double start = 0;
        for (int i = 0; i < rounds; i++) {
            if (i == rounds / 2) {
                start = cpuSeconds();
            }
            try {
                if (Boolean.FALSE.equals(program.invoke(null, parameters))) {
                    throw new IllegalStateException(arguments[1] + " says that it has failed");
                }
            } catch (InvocationTargetException failed) {
                throw new IllegalStateException(failed.getCause());
            }
        }
        System.out.printf(Locale.ROOT, "later %.3f%n", cpuSeconds() - start);
    }

    /**
     * Its {@code main}; of ECJ what does not end the process: it gets the same and two writers, and may be given no
     * progress.
     */
    private static Method program(Class<?> type) {
        for (Method method : type.getMethods()) {
            boolean named = method.getName().equals("main") || method.getName().equals("compile");
            if (named && method.getParameterCount() > 0 && method.getParameterTypes()[0] == String[].class) {
                return method;
            }
        }
        throw new IllegalArgumentException(type + " can't be run");
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }
}
