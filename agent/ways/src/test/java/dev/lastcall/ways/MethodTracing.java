package dev.lastcall.ways;

import dev.lastcall.jdks.Jdk;
import java.io.IOException;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** Flight Recorder's {@code jdk.MethodTrace}: an event with its stack for each call of a listed method. */
record MethodTracing(Jdk jdk) implements Peer {
    private static final String RECORDING = "recording.jfr";

    @Override
    public String title() {
        return "JFR";
    }

    @Override
    public String version() {
        return "method tracing";
    }

    @Override
    public boolean canRefuse() {
        return false;
    }

    @Override
    public List<String> flags(Path here, List<WayRow> rows, boolean refuse) {
        Set<String> filters = new LinkedHashSet<>();
        for (WayRow row : rows) {
            for (Listed listed : Listed.of(row)) {
                for (Listed.Body body : listed.bodies()) {
                    filters.add(body.className() + "::" + body.name());
                }
            }
        }
        return List.of("-XX:StartFlightRecording:maxsize=0,filename=" + here.resolve(RECORDING) + ",method-trace="
                + String.join(";", filters));
    }

    @Override
    public List<Seen> seen(Path here, List<WayRow> rows) throws IOException {
        List<Seen> seen = new ArrayList<>();
        Path recording = here.resolve(RECORDING);
        // empty after a halt
        if (!Files.exists(recording) || Files.size(recording) == 0) {
            return seen;
        }
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals("jdk.MethodTrace")) {
                    add(event, rows, seen);
                }
            }
        }
        return seen;
    }

    private static void add(RecordedEvent event, List<WayRow> rows, List<Seen> seen) {
        RecordedMethod method = event.getValue("method");
        for (WayRow row : rows) {
            for (Listed listed : Listed.of(row)) {
                boolean reaches = listed.bodies().stream()
                        .anyMatch(
                                body -> body.className().equals(method.getType().getName())
                                        && body.name().equals(method.getName())
                                        && takes(method, body));
                Seen call = reaches ? fromOutside(event, row.id(), listed.className()) : null;
                if (call != null) {
                    seen.add(call);
                }
            }
        }
    }

    /** Filters know no overloads, so who reads the events must. */
    private static boolean takes(RecordedMethod method, Listed.Body body) {
        String simple = body.parameters().replaceAll("[\\w.]+\\.(\\w)", "$1");
        String taken = MethodTypeDesc.ofDescriptor(method.getDescriptor()).parameterList().stream()
                .map(ClassDesc::displayName)
                .collect(Collectors.joining(","));
        return body.parameters().isEmpty() || simple.equals("(" + taken + ")");
    }

    /** The stack begins at the caller. Null if the call comes from inside the deprecated class. */
    private static @Nullable Seen fromOutside(RecordedEvent event, String rule, String old) {
        String caller = "<native>#";
        int line = 0;
        List<RecordedFrame> frames = event.getStackTrace() == null
                ? List.of()
                : event.getStackTrace().getFrames();
        for (RecordedFrame frame : frames) {
            String name = frame.getMethod().getType().getName();
            if (name.equals(old) || name.startsWith(old + "$")) {
                return null;
            }
            caller = name + "#" + frame.getMethod().getName();
            line = frame.getLineNumber();
            if (!name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("sun.")) {
                break;
            }
        }
        return new Seen(rule, caller, line, 1);
    }
}
