package com.acme.shop;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** Takes note of the class loader of each deployment, at a place that outlives them. */
@WebListener
public class Deployments implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        loaders().put(Deployments.class.getClassLoader(), "");
    }

    @SuppressWarnings("unchecked")
    private static Map<ClassLoader, String> loaders() {
        return (Map<ClassLoader, String>) System.getProperties()
                .computeIfAbsent("com.acme.shop.loaders", any -> Collections.synchronizedMap(new WeakHashMap<>()));
    }

    /** How many class loaders there are, after collections that go on until it is one, or long enough. */
    static int alive() throws InterruptedException {
        for (int i = 0; i < 50 && loaders().size() > 1; i++) {
            System.gc();
            Thread.sleep(20);
        }
        return loaders().size();
    }
}
