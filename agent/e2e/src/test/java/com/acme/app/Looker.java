package com.acme.app;

import com.acme.legacy.Factory;
import dev.lastcall.Lastcall;
import dev.lastcall.Lastcall.Calls;
import dev.lastcall.Lastcall.Evidence;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Looks at what the agent in its process has seen, as a test listener would. */
public final class Looker {
    private Looker() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        System.out.println("here " + Lastcall.isHere());
        Class<?> copy = new Copied().loadClass(Lastcall.class.getName());
        System.out.println("beside " + copy.getMethod("isHere").invoke(null));
        if (!Lastcall.isHere()) {
            System.out.println("evidence " + Lastcall.evidence());
            return;
        }
        Evidence start = Lastcall.evidence();
        System.out.println("mode " + start.mode());
        System.out.println("ledger " + start.ledger());
        System.out.println("before " + start.callSites().size());
        call(3);
        Evidence middle = Lastcall.evidence();
        call(2);
        Evidence end = Lastcall.evidence();
        System.out.println("first " + told(middle.callSitesSince(start)));
        System.out.println("then " + told(end.callSitesSince(middle)));
        System.out.println("all " + told(end.callSitesSince(start)));
        System.out.println("none " + told(end.callSitesSince(end)));
        System.out.println("classes " + loaders(end));
        byThread();
    }

    private static void byThread() {
        Calls before = Lastcall.calls();
        call(2);
        Thread other = new Thread(() -> call(4));
        other.start();
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Calls after = Lastcall.calls();
        long own = 0;
        long others = 0;
        Set<Object> rules = new HashSet<>();
        for (int row = 0; row < after.rows(); row++) {
            for (int site = 0; site < after.end(row); site++) {
                long more = after.open(row, site) - (row < before.rows() ? before.open(row, site) : 0);
                if (more > 0) {
                    rules.add(Objects.requireNonNull(Lastcall.callSite(site)).get("rule"));
                }
                if (after.thread(row) == Thread.currentThread()) {
                    own += more;
                } else {
                    others += more;
                }
            }
        }
        System.out.println("rules " + rules);
        System.out.println("own " + own);
        System.out.println("others " + others);
    }

    private static void call(int times) {
        for (int i = 0; i < times; i++) {
            try {
                Factory.create("x");
            } catch (UnsupportedOperationException refused) {
                System.out.println("refused");
            }
        }
    }

    private static String told(List<Map<String, Object>> sites) {
        StringBuilder text = new StringBuilder();
        for (Map<String, Object> site : sites) {
            Map<?, ?> caller = (Map<?, ?>) Objects.requireNonNull(site.get("caller"));
            text.append(caller.get("method"))
                    .append('=')
                    .append(site.get("calls"))
                    .append('/')
                    .append(site.get("blocked"));
        }
        return text.toString();
    }

    /** Whether all that was given is of the JDK. */
    private static String loaders(Object given) {
        if (given instanceof Evidence evidence) {
            return loaders(evidence.callSites()) + loaders(evidence.blindSpots());
        }
        if (given instanceof List<?> list) {
            return list.stream().map(Looker::loaders).reduce("", String::concat);
        }
        if (given instanceof Map<?, ?> map) {
            return map.values().stream().map(Looker::loaders).reduce("", String::concat);
        }
        return given.getClass().getClassLoader() == null ? "" : given.getClass().getName() + " ";
    }

    /** A deployment with a copy of the jar of its own. */
    private static final class Copied extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("dev.lastcall.")) {
                return super.loadClass(name, resolve);
            }
            try (InputStream in =
                    Looker.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(in).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
