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
 * theirs listed; and AspectJ, which counts the calls of the same classes at their sites. Each runs several times in its
 * process, so that the start is not most of it, and for the second half of these rounds there is a figure of its own.
 */
final class RealPrograms implements Part {
    private static final double LIMIT = 1.10;
    private static final int PAIRS = 3;
    private static final int PEER_PAIRS = 1;

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
        List<String> command = rounds(program, workshop, program.command().in(folder, lib, effort), effort);
        String settings = "mode=count,log=none,ledger=" + folder.resolve("real-ledgers") + ",deprecated=";
        String listed = String.join(";", program.hot());
        Variants variants = new Variants(workshop.forks())
                .tell(program.name())
                .add("nothing listed", with(command, workshop.agent(settings + "com.acme.Legacy")))
                .add("four classes listed", with(command, workshop.agent(settings + listed)))
                .runOnly(Part.times(PAIRS, effort));
        Samples ratio = variants.ratio("four classes listed", "nothing listed");
        Samples later = variants.ratio("four classes listed", "nothing listed", "later");
        String times = String.format(
                Locale.ROOT,
                "nothing listed %.1f s, four classes listed %.1f s; ",
                variants.medianMillis("nothing listed") / 1_000,
                variants.medianMillis("four classes listed") / 1_000);
        return List.of(
                Row.atMost(
                        program.name() + ", its hottest classes listed, CPU",
                        LIMIT,
                        ratio.median(),
                        "",
                        times + ratio.spread()),
                Row.atMost(
                        program.name() + ", the same, second half of its rounds",
                        LIMIT,
                        later.median(),
                        "",
                        later.spread()),
                growth(program, workshop, lib),
                aspectJ(program, workshop, command, effort));
    }

    /** The command, whose first words are {@code -cp} and a path, by which the program runs more than once. */
    private static List<String> rounds(RealProgram program, Workshop workshop, List<String> once, double effort) {
        List<String> all = new ArrayList<>(once);
        all.set(1, all.get(1) + File.pathSeparator + workshop.bench());
        int rounds = Math.max(2, Part.times(program.rounds(), effort));
        all.addAll(2, List.of("com.acme.bench.real.Rounds", String.valueOf(rounds)));
        return all;
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
        woven.set(1, woven.get(1) + File.pathSeparator + workshop.library("aspectjweaver"));
        woven.add(0, "-javaagent:" + workshop.library("aspectjweaver"));
        woven.add(1, "-Dorg.aspectj.weaver.loadtime.configuration=" + file.toUri());
        String what = program.name() + ", the same under AspectJ, by no agent";
        Variants variants = new Variants(workshop.forks())
                .tell(program.name())
                .add("no agent", command)
                .add("AspectJ", woven);
        variants.runOnly(Part.times(PEER_PAIRS, effort));
        String said = variants.said("AspectJ");
        if (said.contains("[AppClassLoader") && said.contains(" error ")) {
            return Row.unknown(
                    what,
                    said.lines()
                            .filter(line -> line.contains(" error "))
                            .findFirst()
                            .orElse(""));
        }
        Samples later = variants.ratio("AspectJ", "no agent", "later");
        String remark = String.format(Locale.ROOT, "second half of its rounds %.2f", later.median());
        return Row.information(what, variants.ratio("AspectJ", "no agent").median(), "", remark);
    }

    private static List<String> with(List<String> command, String agent) {
        List<String> all = new ArrayList<>(List.of(agent));
        all.addAll(command);
        return all;
    }
}
