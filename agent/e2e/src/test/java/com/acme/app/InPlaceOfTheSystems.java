package com.acme.app;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;

/** A system class loader of the application's own: it is made, and loads what it likes, before any agent starts. */
public final class InPlaceOfTheSystems extends URLClassLoader {
    public InPlaceOfTheSystems(ClassLoader parent) throws ClassNotFoundException {
        super(new URL[0], parent);
        Class.forName("com.acme.app.ManyCalls", true, parent);
        Class.forName("com.acme.legacy.Factory", true, parent);
    }

    /** Called by the JVM for each agent (see {@code java.lang.instrument}). */
    public void appendToClassPathForInstrumentation(String path) throws MalformedURLException {
        addURL(new File(path).toURI().toURL());
    }
}
