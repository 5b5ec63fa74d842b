package ways.run;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the rows whose class names are the arguments, one after the other, and prints a line of JSON for each: how often
 * the deprecated code ran, how often it was refused, and whether anything else went wrong. Knows no agent but for the
 * name of the exception that refuses.
 */
public final class Runner {
    /** What {@link Way#times} is by itself. */
    private static final int USUAL_TIMES = 3;

    private Runner() {}

    public static void main(String[] names) throws Exception {
        for (String name : names) {
            Constructor<?> constructor =
                    Runner.class.getClassLoader().loadClass(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            Row row = (Row) constructor.newInstance();
            Result result = run(row);
            if (!row.endsTheProcess()) {
                System.out.println(result.json(name));
            }
        }
    }

    /** For a row that ends the process: prints what is true so far. */
    public static void lastWords(Row row, long attempts) {
        Result result = new Result();
        result.attempts = attempts;
        result.runs = Truth.runs();
        result.refusals = Truth.refusals();
        System.out.println(result.json(row.getClass().getName()));
        System.out.flush();
    }

    static Result run(Row row) throws Exception {
        Result result = new Result();
        Way way = row.getClass().getAnnotation(Way.class);
        Executable target = row.target();
        Object receiver = target == null
                        || Modifier.isStatic(target.getModifiers())
                        || target.getName().contains(".")
                ? null
                : row.receiver();
        int times = way.times() == USUAL_TIMES ? Integer.getInteger("ways.times", USUAL_TIMES) : way.times();
        for (int i = 0; i < times; i++) {
            result.attempts++;
            Truth.begin();
            boolean arrived = true;
            try {
                row.call();
                if (way.throwing() != Way.None.class && Truth.refusals() == 0) {
                    result.problems.add("no " + way.throwing().getName());
                }
            } catch (Throwable thrown) {
                arrived = result.take(thrown, way);
            }
            result.runs += Truth.runs();
            result.refusals += Truth.refusals();
            if (target != null && arrived && !row.endsTheProcess() && !Boolean.getBoolean("ways.alone")) {
                followUp(target, receiver, result);
            }
        }
        return result;
    }

    private static void followUp(Executable target, Object receiver, Result result) {
        Truth.begin();
        try {
            FollowUp.again(target, receiver);
        } catch (Throwable thrown) {
            Throwable cause = thrown instanceof InvocationTargetException ? thrown.getCause() : thrown;
            if (Truth.isRefusal(thrown)) {
                Truth.refused();
            } else if (Truth.runs() == 0) {
                result.problems.add("follow-up: " + cause);
            }
        }
        result.followRuns += Truth.runs();
        result.followRefusals += Truth.refusals();
        result.followUps++;
    }

    private static final class Result {
        private long attempts;
        private long runs;
        private long refusals;
        private long followUps;
        private long followRuns;
        private long followRefusals;
        private final List<String> problems = new ArrayList<>();

        boolean take(Throwable thrown, Way way) {
            if (Truth.isRefusal(thrown)) {
                Truth.refused();
            } else if (!way.throwing().isInstance(thrown)) {
                problems.add(String.valueOf(thrown));
                if (Boolean.getBoolean("ways.trace")) {
                    thrown.printStackTrace();
                }
            }
            return true;
        }

        String json(String row) {
            StringBuilder json = new StringBuilder("{\"row\":\"").append(row).append("\",\"attempts\":");
            json.append(attempts)
                    .append(",\"runs\":")
                    .append(runs)
                    .append(",\"refusals\":")
                    .append(refusals);
            json.append(",\"followUps\":")
                    .append(followUps)
                    .append(",\"followRuns\":")
                    .append(followRuns);
            json.append(",\"followRefusals\":").append(followRefusals).append(",\"problems\":[");
            for (int i = 0; i < problems.size(); i++) {
                json.append(i == 0 ? "\"" : ",\"")
                        .append(escaped(problems.get(i)))
                        .append('"');
            }
            return json.append("]}").toString();
        }

        private static String escaped(String text) {
            StringBuilder escaped = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '"' || c == '\\') {
                    escaped.append('\\');
                }
                escaped.append(c < ' ' ? ' ' : c);
            }
            return escaped.toString();
        }
    }
}
