package com.acme.chat.jobs;

import com.acme.UserContext;
import com.acme.partner.PartnerPlugin;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.function.UnaryOperator;

/** Runs the partner's plugin as a plugin host does: with its own copy of the partner's classes and of the library's. */
final class IsolatedPlugin implements Job {
    @Override
    public String run(UserContext user) throws Exception {
        URL[] jars = {locationOf(PartnerPlugin.class), locationOf(UserContext.class)};
        try (ChildFirst loader = new ChildFirst(jars)) {
            Object plugin = loader.loadClass(PartnerPlugin.class.getName())
                    .getConstructor()
                    .newInstance();
            @SuppressWarnings("unchecked") // the plugin's type, as its documentation says
            UnaryOperator<String> operator = (UnaryOperator<String>) plugin;
            return operator.apply(user.id());
        }
    }

    private static URL locationOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /** Loads what its jars hold before it asks its parent, but for the counters, of which a process has one set. */
    private static final class ChildFirst extends URLClassLoader {
        ChildFirst(URL[] jars) {
            super("plugin", jars, IsolatedPlugin.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("com.acme.") || name.startsWith("com.acme.truth.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
