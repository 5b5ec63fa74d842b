package com.acme.field.mockito;

import org.mockito.Mockito;

/** Makes inline mocks of the classes that the property names, then runs a program. */
public final class WithMocks {
    private WithMocks() {}

    public static void main(String[] arguments) throws Exception {
        for (String signature : System.getProperty("field.listed").split(";")) {
            String name = signature.substring(0, signature.indexOf('#'));
            if (!name.startsWith("java.")) {
                Object mock = Mockito.mock(Class.forName(name));
                System.out.println("mocked " + name + ": " + Mockito.mockingDetails(mock).isMock());
            }
        }
        String[] rest = new String[arguments.length - 1];
        System.arraycopy(arguments, 1, rest, 0, rest.length);
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    }
}
