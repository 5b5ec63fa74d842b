package dev.lastcall.ways;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Load-time weaving: an aspect for each rule, with {@code call}, {@code get} and {@code set}. */
record AspectJ(Path jar, Path aspects, Path boot) implements Peer {
    @Override
    public String title() {
        return "AspectJ";
    }

    @Override
    public String version() {
        return PeerFiles.version(jar);
    }

    @Override
    public boolean canRefuse() {
        return true;
    }

    @Override
    public List<String> flags(Path here, List<WayRow> rows, boolean refuse) throws IOException {
        StringBuilder xml = new StringBuilder("<aspectj>\n<aspects>\n");
        for (WayRow row : rows) {
            String pointcut = Listed.of(row).stream()
                    .map(listed -> "(" + listed.pointcut() + ")")
                    .collect(Collectors.joining(" || "));
            xml.append("<concrete-aspect name='ways.peers.R_").append(row.id().replace('-', '_'));
            xml.append("' extends='ways.peers.Counting'><pointcut name='listed' expression='");
            xml.append(pointcut.replace("&", "&amp;").replace("<", "&lt;")).append("'/></concrete-aspect>\n");
        }
        xml.append("</aspects>\n<weaver options='-nowarn -Xlint:ignore'>\n");
        // the runtimes of other languages hold no calls of ours, and would take minutes
        for (String runtime :
                List.of("groovy", "org.codehaus.groovy", "org.apache.groovy", "clojure", "scala", "kotlin")) {
            xml.append("<exclude within='").append(runtime).append("..*'/>\n");
        }
        Path folder = Files.createDirectories(here.resolve("aop/META-INF"));
        Files.writeString(folder.resolve("aop.xml"), xml.append("</weaver>\n</aspectj>\n"));
        return List.of("-javaagent:" + jar, "-Xbootclasspath/a:" + boot);
    }

    @Override
    public String attachment(Path here) {
        return jar + "=";
    }

    @Override
    public List<Path> classPath(Path here) {
        return List.of(here.resolve("aop"), aspects);
    }

    @Override
    public List<Seen> seen(Path here, List<WayRow> rows) throws IOException {
        return PeerFiles.recorded(here);
    }
}
