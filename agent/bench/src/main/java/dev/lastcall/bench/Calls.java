package dev.lastcall.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one call costs: time in paired slices within one JVM, of short calls in several, and {@link Allocation}. */
final class Calls implements Part {
    /** The class that the policy lists. */
    static final String LISTED = "com.acme.bench.calls.ListedFactory";

    /** One that overrides its method; the class between is not listed. */
    private static final String LISTED_BELOW = "com.acme.bench.calls.ListedDeep";

    /**
     * 2.2 ns over a factory that takes 2.5 ns. Both grow alike on a slower machine, or beside a busy one, so what is
     * judged is one by the other.
     */
    private static final double DIRECT_LIMIT = 0.88;

    /** 5 ns more than that, for a call through a type that is not listed. */
    private static final double UNLISTED_LIMIT = 2.88;
    /**
     * 1.5 µs, by what a stack walker takes to name the same caller while nobody disturbs the machine: 1.9 µs up to JDK
     * 21, 1.5 from 22 on, which has another one. In one run, since both grow alike beside a busy neighbour.
     */
    private static final double REFLECTIVE_LIMIT = Runtime.version().feature() < 22 ? 0.79 : 1.0;

    /**
     * In ns, over the same call of what is not listed: by reflection, by a handle, or on receivers of many classes. The
     * caller is hot after two hundred calls, and needs no walk any more.
     */
    private static final double HOT_REFLECTIVE_LIMIT = 150;

    /** Beside its exception a refused call has the policy to ask and a text to write. */
    private static final double BLOCKED_LIMIT = 1.25;

    /** How compiled code lies in memory differs from one process to the next, and so does what two threads take. */
    private static final int PROCESSES = 3;

    /**
     * All memory is there from the start. A walk of the stack allocates a kilobyte, and where the kernel takes long for
     * a page that is new to a process, it would be most of what is measured, until the first collections.
     */
    private static final List<String> OLD_PAGES = List.of("-Xmx64m", "-XX:+AlwaysPreTouch");

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
    private static final int PAIRS = 3_000;
    private static final int SLOW_PAIRS = 2_000;

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public List<Row> measure(Workshop workshop, double effort) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (String mode : List.of("count", "log")) {
            List<List<Line>> processes = new ArrayList<>();
            for (int i = 0; i < Part.times(PROCESSES, effort); i++) {
                processes.add(run(workshop, mode, "calls", Part.times(PAIRS, effort)));
            }
            for (int i = 0; i < processes.get(0).size(); i++) {
                rows.add(middle(i, processes, mode));
            }
        }
        for (Line line : aspectJ(workshop, Part.times(PAIRS, effort))) {
            rows.add(Row.information(line.title() + ", AspectJ", line.added(), "", line.remark()));
        }
        for (Line line : run(workshop, "count", "reflective", Part.times(SLOW_PAIRS, effort))) {
            rows.add(reflective(line));
        }
        if (Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS) {
            for (Line line : run(workshop, "count", "virtual", Part.times(SLOW_PAIRS, effort))) {
                rows.add(Row.information(line.title(), line.difference, " ns", line.remark()));
            }
        }
        for (Line line : run(workshop, "block", "blocked", Part.times(SLOW_PAIRS, effort))) {
            rows.add(Row.atMost("blocked call, by its exception", BLOCKED_LIMIT, line.ratio(), "", line.remark()));
        }
        rows.addAll(Allocation.measure(workshop));
        return rows;
    }

    /** What is walked each time has no limit. */
    private static Row reflective(Line line) {
        return switch (line.word()) {
            case "walked" -> Row.atMost(line.title(), REFLECTIVE_LIMIT, line.ratio(), "", line.remark());
            case "bound", "arguments", "beyond" -> Row.information(line.title(), line.difference, " ns", line.remark());
            default -> Row.atMost(line.title(), HOT_REFLECTIVE_LIMIT, line.difference, " ns", line.remark());
        };
    }

    /** What the middle one of the processes measured in that line. */
    private static Row middle(int index, List<List<Line>> processes, String mode) {
        List<Line> lines = new ArrayList<>();
        for (List<Line> process : processes) {
            lines.add(process.get(index));
        }
        lines.sort(Comparator.comparingDouble(Line::added));
        Line middle = lines.get(lines.size() / 2);
        String all = String.format(
                Locale.ROOT,
                "; %.2f to %.2f in %d processes",
                lines.get(0).added(),
                lines.get(lines.size() - 1).added(),
                lines.size());
        double limit = middle.isThroughUnlisted() ? UNLISTED_LIMIT : DIRECT_LIMIT;
        return Row.atMost(middle.title() + ", " + mode, limit, middle.added(), "", middle.remark() + all);
    }

    private static List<Line> run(Workshop workshop, String mode, String what, int pairs)
            throws IOException, InterruptedException {
        Ran ran = workshop.forks()
                .java(command(
                        workshop,
                        workshop.agent("mode=" + mode + ",deprecated=" + LISTED + ";" + LISTED_BELOW),
                        what,
                        pairs));
        if (!ran.err().contains(" call site")) {
            throw new IllegalStateException("the agent has counted nothing:\n" + ran.err());
        }
        return lines(ran);
    }

    private static List<Line> aspectJ(Workshop workshop, int pairs) throws IOException, InterruptedException {
        Ran ran = workshop.forks()
                .java(command(workshop, "-javaagent:" + workshop.library("aspectjweaver"), "direct", pairs));
        return lines(ran);
    }

    private static List<String> command(Workshop workshop, String agent, String what, int pairs) throws IOException {
        String classPath = Forks.classPath(List.of(workshop.bench(), workshop.library("aspectjweaver")));
        List<String> command = new ArrayList<>(OLD_PAGES);
        command.addAll(
                List.of(agent, "-cp", classPath, "com.acme.bench.calls.CallsMain", what, Integer.toString(pairs)));
        return command;
    }

    private static List<Line> lines(Ran ran) {
        List<Line> lines = new ArrayList<>();
        for (String line : ran.lines("\t")) {
            String[] cells = line.split("\t", -1);
            lines.add(new Line(
                    cells[0],
                    Double.parseDouble(cells[1]),
                    Double.parseDouble(cells[2]),
                    cells[3] + " of " + cells[4]));
        }
        return lines;
    }

    /**
     * A line of what the measured process prints.
     *
     * @param plain ns of a call into the twin that isn't listed
     * @param difference ns more for the listed one
     */
    private record Line(String name, double plain, double difference, String pairs) {
        private static final Map<String, String> CALLED =
                Map.of("direct", "direct call", "virtual", "virtual call", "interface", "call through an interface");

        /** What is added, by the plain call. */
        double added() {
            return difference / plain;
        }

        /** The listed call by the plain one. */
        double ratio() {
            return (plain + difference) / plain;
        }

        boolean isThroughUnlisted() {
            return name.startsWith("subclass") || name.startsWith("interface");
        }

        String word() {
            return name.split(" ", -1)[0];
        }

        String title() {
            String[] words = name.split(" ", -1);
            return switch (words[0]) {
                case "direct" -> "direct call adds, " + threads(words[1]);
                case "reference" -> "method reference adds, " + threads(words[1]);
                case "virtual" -> "virtual call adds, " + threads(words[1]);
                case "deep" -> "call of an override two classes below adds, " + threads(words[1]);
                case "subclass" -> "call through a subclass adds, " + threads(words[1]);
                case "interface" -> "call through an interface adds, " + threads(words[1]);
                case "reflective" -> "reflective call adds, stack depth " + words[1] + ", count";
                case "many" -> "call through an interface adds, 24 classes of receivers, count";
                case "handle" -> "call by a method handle adds, count";
                case "inherited" -> "reflective call adds, of an interface's method on 24 classes, count";
                case "bound" -> "call by a bound method handle adds, count";
                case "arguments" -> "call by invokeWithArguments adds, count";
                case "beyond" -> "call through an interface adds, 600 classes of receivers, count";
                case "onVirtual" -> "on a virtual thread adds, " + CALLED.getOrDefault(words[1], words[1]) + ", count";
                case "walked" -> "the same, by one with a StackWalker in it";
                default -> name;
            };
        }

        private static String threads(String number) {
            return number.equals("1") ? "1 thread" : number + " threads";
        }

        String remark() {
            return String.format(Locale.ROOT, "%+.2f ns over %.2f ns; %s pairs undisturbed", difference, plain, pairs);
        }
    }
}
