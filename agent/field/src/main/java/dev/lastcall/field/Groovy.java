package dev.lastcall.field;

import java.util.List;
import java.util.Map;

/** A Groovy script that uses a Java library; the script is the caller. */
final class Groovy implements Program {
    private static final long PAIRS = 120;

    @Override
    public String name() {
        return "groovy";
    }

    @Override
    public List<String> libraries() {
        return List.of(
                "org.apache.groovy:groovy:" + Libraries.version("groovy"),
                "org.apache.commons:commons-lang3:" + Libraries.version("lang3"));
    }

    @Override
    public List<String> deprecated() {
        return List.of(
                "org.apache.commons.lang3.tuple.ImmutablePair#of(**)",
                "org.apache.commons.lang3.mutable.MutableInt#<init>(**)",
                "org.apache.commons.lang3.text.WordUtils#capitalize(**)");
    }

    @Override
    public Ended run(Run run) throws Exception {
        String script = run.place().sources("groovy").resolve("shop.groovy").toString();
        return run.toEnd(run.place().jars(), "groovy.ui.GroovyMain", List.of(script))
                .knowing(Map.of("org.apache.commons.lang3.tuple.ImmutablePair#of", PAIRS));
    }

    @Override
    public boolean takes(Beside beside) {
        return true;
    }
}
