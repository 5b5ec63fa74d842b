package dev.lastcall.field;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedClassLoader;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Flight Recorder's {@code jdk.MethodTrace}: an event with its stack for each call of a listed method. Which of its
 * frames is the caller is decided here anew, by the rules of agent/docs/policy.md, not by code of the agent.
 */
final class Traced {
    private static final List<String> REFLECTION =
            List.of("java.lang.reflect.", "jdk.internal.reflect.", "java.lang.invoke.");
    private static final List<String> LANGUAGES = List.of(
            "org.codehaus.groovy.", "org.apache.groovy.", "groovy.lang.", "kotlin.jvm.internal.", "kotlin.reflect.");

    private final List<Listed> listed;
    private final Beside beside;

    Traced(List<Listed> listed, Beside beside) {
        this.listed = listed;
        this.beside = beside;
    }

    /** The JVM options that make the recording. */
    List<String> options(Path recording) {
        Set<String> filters = new LinkedHashSet<>();
        for (Listed one : listed) {
            filters.add(one.className() + "::" + one.member());
        }
        return List.of(
                "-Xlog:jfr+startup=error",
                "-XX:StartFlightRecording:maxsize=0,filename=" + recording + ",method-trace="
                        + String.join(";", filters));
    }

    /** Calls by their sites. */
    SortedMap<Site, Long> read(Path recording) throws IOException {
        SortedMap<Site, Long> calls = new TreeMap<>();
        // calls of one way share their stack, which is long to look through
        IdentityHashMap<Object, IdentityHashMap<Object, Optional<Site>>> known = new IdentityHashMap<>();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals("jdk.MethodTrace")) {
                    Object stack = Objects.requireNonNullElse(event.getStackTrace(), event);
                    known.computeIfAbsent(event.getValue("method"), it -> new IdentityHashMap<>())
                            .computeIfAbsent(stack, it -> Optional.ofNullable(site(event)))
                            .ifPresent(site -> calls.merge(site, 1L, Long::sum));
                }
            }
        }
        return calls;
    }

    /** Null if the call is none that Lastcall counts as one of the program. */
    private @Nullable Site site(RecordedEvent event) {
        RecordedMethod method = event.getValue("method");
        String target = method.getType().getName();
        List<RecordedFrame> frames = event.getStackTrace() == null
                ? List.of()
                : event.getStackTrace().getFrames();
        if (frames.stream().anyMatch(frame -> name(frame).startsWith("dev.lastcall."))) {
            return null;
        }
        RecordedFrame caller = Listed.isOfJdk(target) ? directCaller(frames) : nearest(frames);
        if (caller == null || isListed(caller) || isOfAgent(caller)) {
            return null;
        }
        return new Site(
                name(caller),
                Math.max(0, caller.getLineNumber()),
                target + "#" + method.getName() + method.getDescriptor());
    }

    /** The caller of a member of the JDK; null if that is the JDK itself. */
    private static @Nullable RecordedFrame directCaller(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            if (!startsWithOne(REFLECTION, name(frame))) {
                return Listed.isOfJdk(name(frame)) ? null : frame;
            }
        }
        return null;
    }

    /** The nearest frame of an application, else the outermost. */
    private static @Nullable RecordedFrame nearest(List<RecordedFrame> frames) {
        RecordedFrame last = null;
        for (RecordedFrame frame : frames) {
            last = frame;
            String name = name(frame);
            if (!Listed.isOfJdk(name) && !startsWithOne(LANGUAGES, name) && !name.contains("$$Lambda")) {
                break;
            }
        }
        return last;
    }

    private boolean isListed(RecordedFrame frame) {
        return listed.contains(new Listed(name(frame), frame.getMethod().getName()));
    }

    private boolean isOfAgent(RecordedFrame frame) {
        RecordedClass type = frame.getMethod().getType();
        RecordedClassLoader loader = type.getClassLoader();
        String loaderType = loader == null || loader.getType() == null
                ? ""
                : loader.getType().getName();
        return beside.owns(type.getName()) || beside.owns(loaderType);
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName();
    }

    private static boolean startsWithOne(List<String> prefixes, String name) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    static List<Listed> listed(List<String> signatures) {
        List<Listed> listed = new ArrayList<>();
        for (String signature : signatures) {
            listed.add(Listed.of(signature));
        }
        return listed;
    }
}
