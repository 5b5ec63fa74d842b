package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.Layers;
import dev.lastcall.e2e.LedgerRecords.Body;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnOneJdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** The ledger says how calls 1, 10, 100 … of a site came about, in every mode. */
class CallPathsTest {
    private static final int STATIC_INITIALIZER = 2;

    @TempDir
    Path folder;

    @OnOneJdk
    void thePathOfACallIsKept(Jdk jdk) throws IOException {
        for (String mode : List.of("log", "count", "block")) {
            Path ledgers = folder.resolve(mode);
            Ended ended = Fork.of(jdk, folder)
                    .agent("mode=" + mode + ",log=none,ledger=" + ledgers
                            + ",deprecated=com.acme.legacy.Factory#create(**)"
                            + (mode.equals("block") ? ",allow=com.acme.app.Layers$*" : ""))
                    .run(Layers.class)
                    .well();
            assertThat(ended.stderr()).isEmpty();

            List<String> paths = paths(LedgerRecords.in(ledgers));
            String first = "call 1: com.acme.app.Layers$Deep.make, com.acme.app.Layers.helper,"
                    + " com.acme.app.Layers.lambda$main$0, …, com.acme.app.Layers.main";
            String tenth = "call 10 in a static initializer: com.acme.app.Layers$Deep.make,"
                    + " com.acme.app.Layers.helper, com.acme.app.Layers$Eager.<clinit>, com.acme.app.Layers.main";
            assertThat(paths).as(mode).isEqualTo(mode.equals("count") ? List.of(first) : List.of(first, tenth));
        }
    }

    private static List<String> paths(LedgerRecords records) {
        Map<Integer, String> frames = new HashMap<>();
        frames.put(0, "…");
        records.read(LedgerRecords.FRAME, body -> frames.put(body.u16(), body.string() + "." + body.string()));
        return records.read(LedgerRecords.PATH, body -> path(body, frames));
    }

    private static String path(Body body, Map<Integer, String> frames) {
        body.i32();
        long call = body.i64();
        int flags = body.u8();
        List<String> names = new ArrayList<>();
        for (int left = body.u8(); left > 0; left--) {
            names.add(frames.get(body.u16()));
        }
        return "call " + call + (flags == STATIC_INITIALIZER ? " in a static initializer" : "") + ": "
                + String.join(", ", names);
    }
}
