package dev.lastcall.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Real programs from their start to their end, with the classes listed that they call most, by the same with nothing of
 * theirs listed; and AspectJ, which counts the calls of the same classes at their sites.
 */
final class RealPrograms implements Part {
    private static final double LIMIT = 1.10;
    private static final int ROUNDS = 5;
    private static final int PEER_ROUNDS = 2;

    @Override
    public String name() {
        return "real";
    }

    @Override
    public List<Row> measure(Workshop workshop, double effort) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (RealProgram program : List.of(RealProgram.ecj(), RealProgram.lucene(), RealProgram.h2())) {
            rows.addAll(measure(program, workshop, effort));
        }
        return rows;
    }

    private static List<Row> measure(RealProgram program, Workshop workshop, double effort)
            throws IOException, InterruptedException {
        Path lib = program.jars(workshop.bench().resolveSibling("real"));
        Path folder = workshop.forks().folder();
        List<String> command = program.command().in(folder, lib, effort);
        String settings = "mode=count,log=none,ledger=" + folder.resolve("real-ledgers") + ",deprecated=";
        String listed = String.join(";", program.hot());
        Variants variants = new Variants(workshop.forks())
                .add("none", command)
                .add("nothing", with(command, workshop.agent(settings + "com.acme.Legacy")))
                .add("hot", with(command, workshop.agent(settings + listed)))
                .run(Part.times(ROUNDS, effort));
        Samples ratio = variants.ratio("hot", "nothing");
        String times = String.format(
                Locale.ROOT,
                "no agent %.1f s, nothing listed %.1f s, four classes listed %.1f s; ",
                variants.medianMillis("none") / 1_000,
                variants.medianMillis("nothing") / 1_000,
                variants.medianMillis("hot") / 1_000);
        return List.of(
                Row.atMost(
                        program.name() + ", its hottest classes listed, CPU",
                        LIMIT,
                        ratio.median(),
                        "",
                        times + ratio.spread()),
                growth(program, workshop, lib),
                aspectJ(program, workshop, command, effort));
    }

    /** What weaving adds to byte code: HotSpot inlines and compiles by the size of a method. */
    private static Row growth(RealProgram program, Workshop workshop, Path lib)
            throws IOException, InterruptedException {
        String[] answer = workshop.forks()
                .java(List.of(
                        "-cp",
                        workshop.withWeaver(),
                        "dev.lastcall.weave.CodeGrowth",
                        String.join(";", program.hot()),
                        lib.resolve(program.jar()).toString()))
                .out()
                .strip()
                .split("\t", -1);
        double places = Double.parseDouble(answer[1]) + Double.parseDouble(answer[2]);
        return Row.information(
                program.name() + ", byte code added by call or guard",
                Double.parseDouble(answer[0]) / places,
                " B",
                answer[1] + " calls, " + answer[2] + " guards, " + answer[3]
                        + " methods, of which pushed past 35 bytes: " + answer[4] + ", past 325: " + answer[5]
                        + ", past 8,000: " + answer[6]);
    }

    private static Row aspectJ(RealProgram program, Workshop workshop, List<String> command, double effort)
            throws IOException, InterruptedException {
        Path file = workshop.forks().folder().resolve("aop-real.xml");
        Files.writeString(file, program.aspects());
        List<String> woven = new ArrayList<>(command);
        int classPath = woven.indexOf("-cp") + 1;
        woven.set(
                classPath,
                woven.get(classPath)
                        + File.pathSeparator
                        + Forks.classPath(List.of(workshop.bench(), workshop.library("aspectjweaver"))));
        woven.add(0, "-javaagent:" + workshop.library("aspectjweaver"));
        woven.add(1, "-Dorg.aspectj.weaver.loadtime.configuration=" + file.toUri());
        String what = program.name() + ", the same under AspectJ, by no agent";
        String said = workshop.forks().java(woven).err();
        if (said.contains("[AppClassLoader") && said.contains(" error ")) {
            return Row.unknown(
                    what,
                    said.lines()
                            .filter(line -> line.contains(" error "))
                            .findFirst()
                            .orElse(""));
        }
        Samples ratio = new Variants(workshop.forks())
                .add("none", command)
                .add("aspectj", woven)
                .run(Part.times(PEER_ROUNDS, effort))
                .ratio("aspectj", "none");
        return Row.information(what, ratio.median(), "", ratio.spread());
    }

    private static List<String> with(List<String> command, String agent) {
        List<String> all = new ArrayList<>(List.of(agent));
        all.addAll(command);
        return all;
    }
}
