package dev.lastcall.bench;

import com.acme.bench.start.EmptyAgent;
import com.acme.bench.start.Hello;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The start of the smallest application. */
final class HelloStart implements Part {
    private static final double LIMIT = 1.15;
    private static final int ROUNDS = 151;

    @Override
    public String name() {
        return "hello";
    }

    @Override
    public List<Row> measure(Workshop workshop, double effort) throws IOException, InterruptedException {
        String path = workshop.bench().toString();
        String main = Hello.class.getName();
        Variants variants = new Variants(workshop.forks())
                .add("bare", List.of("-cp", path, main))
                .add("empty", List.of(workshop.agent(EmptyAgent.class), "-cp", path, main))
                .add("lastcall", List.of(workshop.agent("deprecated=com.acme.Legacy"), "-cp", path, main))
                .run(Part.times(ROUNDS, effort));
        Samples ratio = variants.ratio("lastcall", "empty");
        String times = String.format(
                Locale.ROOT,
                "bare %.0f ms, empty agent %.0f ms, lastcall %.0f ms; ",
                variants.medianMillis("bare"),
                variants.medianMillis("empty"),
                variants.medianMillis("lastcall"));
        return List.of(Row.atMost(
                "start, hello world, no hit, by an empty agent", LIMIT, ratio.median(), "", times + ratio.spread()));
    }
}
