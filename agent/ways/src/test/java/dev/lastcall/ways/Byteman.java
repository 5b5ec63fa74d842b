package dev.lastcall.ways;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A rule at the entry of each listed method, whose helper looks for the caller on the stack. */
record Byteman(Path jar, Path boot) implements Peer {
    @Override
    public String title() {
        return "Byteman";
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
        Set<String> rules = new LinkedHashSet<>();
        for (WayRow row : rows) {
            for (Listed listed : Listed.of(row)) {
                for (Listed.Body body : listed.bodies()) {
                    rules.add(rule(row.id(), listed, body, refuse));
                }
            }
        }
        Files.writeString(here.resolve("rules.btm"), String.join("\n", rules));
        return List.of(
                "-javaagent:" + attachment(here),
                "-Dorg.jboss.byteman.transform.all",
                "-Dorg.jboss.byteman.compile.to.bytecode",
                "-Xbootclasspath/a:" + boot);
    }

    private static String rule(String id, Listed listed, Listed.Body body, boolean refuse) {
        String called = "called(\"" + id + "\", \"" + listed.className() + "\")";
        return String.join(
                "\n",
                "RULE " + id + " " + body.className() + "#" + body.name() + body.parameters(),
                "CLASS " + body.className(),
                "METHOD " + body.name() + body.parameters(),
                "HELPER ways.peers.Entered",
                "AT ENTRY",
                "IF " + called,
                "DO " + (refuse ? "THROW NEW dev.lastcall.BlockedCallException(\"refused\")" : "NOTHING"),
                "ENDRULE",
                "");
    }

    @Override
    public String attachment(Path here) {
        // on the boot path too, for rules on classes of the JDK
        return jar + "=script:" + here.resolve("rules.btm") + ",boot:" + jar;
    }

    @Override
    public List<Seen> seen(Path here, List<WayRow> rows) throws IOException {
        return PeerFiles.recorded(here);
    }
}
