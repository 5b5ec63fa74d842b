package dev.lastcall.runtime;

import dev.lastcall.evidence.Exporter;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.settings.Settings;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands what was seen to exporters, at each heartbeat. An exporter that fails disturbs neither the agent nor another
 * exporter; the same failure is said only once. For one thread at a time.
 */
final class Exporters {
    private final List<Exporter> exporters;
    private final @Nullable String[] said;

    Exporters(List<Exporter> exporters) {
        this.exporters = exporters;
        this.said = new String[exporters.size()];
    }

    /**
     * Those of this agent: a new exporter is one more line here.
     *
     * @param settings says where to, for one that has an address; without it there is no such exporter
     */
    static Exporters registered(Settings settings) {
        return new Exporters(List.of());
    }

    /**
     * To be called on the agent's thread.
     *
     * @param living what was seen until now, whenever it is asked
     * @param notes gets a line for an exporter that fails
     */
    void export(long nowMillis, Supplier<ProcessEvidence> living, Consumer<String> notes) {
        for (int i = 0; i < said.length; i++) {
            Exporter exporter = exporters.get(i);
            try {
                exporter.export(nowMillis, living);
            } catch (Throwable failure) {
                String note = exporter.getClass().getSimpleName() + " could not export: " + failure;
                if (!note.equals(said[i])) {
                    said[i] = note;
                    notes.accept(note);
                }
            }
        }
    }
}
