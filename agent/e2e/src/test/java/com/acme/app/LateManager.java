package com.acme.app;

import java.lang.reflect.ReflectPermission;
import java.security.Permission;

/** Puts a security manager in place that lets nobody look into others' classes, and only then loads a caller. */
@SuppressWarnings("removal") // that there is none on newer JDKs is told by the test
public final class LateManager {
    private LateManager() {}

    public static void main(String[] arguments) {
        System.setSecurityManager(new SecurityManager() {
            @Override
            public void checkPermission(Permission permission) {
                if (permission instanceof ReflectPermission) {
                    throw new SecurityException("denied");
                }
            }
        });
        ManyCalls.main(arguments);
    }
}
