package dev.lastcall.bench;

import com.acme.bench.start.NoOpAgent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The start of a web application: Spring Boot until it is ready, and its end. */
final class WebStart implements Part {
    static final String MAIN = "com.acme.bench.web.WebApplication";
    private static final double LIMIT = 1.05;
    private static final double MANY_LIMIT = 1.10;
    private static final int ROUNDS = 21;
    /** Few, since a start takes four times as long there, and a few hundredths more or less tell nothing new. */
    private static final int PEER_ROUNDS = 3;

    @Override
    public String name() {
        return "web";
    }

    @Override
    public List<Row> measure(Workshop workshop, double effort) throws IOException, InterruptedException {
        String path = workshop.webClassPath();
        List<String> none = List.of("-cp", path, MAIN);
        Variants variants = new Variants(workshop.forks())
                .add("none", none)
                .add("noop", List.of(workshop.agent(NoOpAgent.class), "-cp", path, MAIN))
                .add("one", List.of(workshop.agent("policy=" + workshop.smallPolicy()), "-cp", path, MAIN))
                .add("many", List.of(workshop.agent("policy=" + workshop.largePolicy(false)), "-cp", path, MAIN))
                .add("yaml", List.of(workshop.agent("policy=" + workshop.largePolicy(true)), "-cp", path, MAIN))
                .run(Part.times(ROUNDS, effort));
        String base = Math.round(variants.medianMillis("none")) + " ms without agent; ";
        Samples noop = variants.ratio("noop", "none");
        Samples one = variants.ratio("one", "none");
        Samples oneByNoop = variants.ratio("one", "noop");
        Samples many = variants.ratio("many", "none");
        Samples yaml = variants.ratio("yaml", "none");
        return List.of(
                Row.information("start, Spring Boot, no-op transformer", noop.median(), "", base + noop.spread()),
                Row.atMost("start, Spring Boot, one rule with hits", LIMIT, one.median(), "", one.spread()),
                Row.information("the same, by the no-op transformer", oneByNoop.median(), "", oneByNoop.spread()),
                Row.atMost("start, Spring Boot, 10,000 signatures", MANY_LIMIT, many.median(), "", many.spread()),
                Row.atMost("start, Spring Boot, the same in YAML", MANY_LIMIT, yaml.median(), "", yaml.spread()),
                aspectJ(workshop, none, Part.times(PEER_ROUNDS, effort)));
    }

    /** The peer that counts the same calls. */
    private static Row aspectJ(Workshop workshop, List<String> none, int rounds)
            throws IOException, InterruptedException {
        List<String> peer = new ArrayList<>(List.of(
                "-javaagent:" + workshop.library("aspectjweaver"),
                "-Dorg.aspectj.weaver.loadtime.configuration=META-INF/aop-web.xml"));
        peer.addAll(none);
        String said = workshop.forks().java(peer).err();
        if (!said.contains("LegacyFactory.create")) {
            throw new IllegalStateException("AspectJ has woven nothing:\n" + said);
        }
        Samples ratio = new Variants(workshop.forks())
                .add("none", none)
                .add("aspectj", peer)
                .run(rounds)
                .ratio("aspectj", "none");
        return Row.information("start, Spring Boot, one rule, AspectJ", ratio.median(), "", ratio.spread());
    }
}
