package dev.lastcall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Exporter;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.settings.Settings;
import dev.lastcall.settings.SettingsReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ExportersTest {
    private static ProcessEvidence unasked() {
        throw new AssertionError("nobody asked for the evidence");
    }

    private final List<Long> beats = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Fails at each heartbeat until it is mended. */
    private static final class Failing implements Exporter {
        private String fault = "no route";

        @Override
        public void export(long nowMillis, Supplier<ProcessEvidence> living) throws Exception {
            if (!fault.isEmpty()) {
                throw new IOException(fault);
            }
        }
    }

    @Test
    void aFailingExporterDoesNotStopTheNextOne() {
        export(new Exporters(List.of(new Failing(), (now, living) -> beats.add(now))), 1, 2);
        assertThat(beats).containsExactly(1L, 2L);
    }

    @Test
    void theSameFailureIsSaidOnce() {
        Failing failing = new Failing();
        Exporters exporters = new Exporters(List.of(failing));
        export(exporters, 1, 2);
        failing.fault = "refused";
        export(exporters, 3);
        assertThat(notes)
                .containsExactly(
                        "Failing could not export: java.io.IOException: no route",
                        "Failing could not export: java.io.IOException: refused");
    }

    @Test
    void anErrorOfAnExporterIsIsolatedToo() {
        Exporter broken = (now, living) -> {
            throw new LinkageError("no such class");
        };
        export(new Exporters(List.of(broken, (now, living) -> beats.add(now))), 7);
        assertThat(beats).containsExactly(7L);
        assertThat(notes).hasSize(1);
    }

    @Test
    void whatIsRegisteredCostsNothingUntilThereIsAnExporter() throws Exception {
        Settings none = SettingsReader.read("", new Properties(), Map.of());
        export(Exporters.registered(none), 1);
        assertThat(notes).isEmpty();
    }

    private void export(Exporters exporters, long... beats) {
        for (long now : beats) {
            exporters.export(now, ExportersTest::unasked, notes::add);
        }
    }
}
