package dev.lastcall.field;

import java.nio.file.Path;
import java.util.List;

/** The database H2: runs a script of tables, inserts and queries in memory, and prints the results. */
final class H2 implements Program {
    @Override
    public String name() {
        return "h2";
    }

    @Override
    public List<String> libraries() {
        return List.of("com.h2database:h2:" + Libraries.version("h2"));
    }

    @Override
    public List<String> deprecated() {
        return List.of(
                "org.h2.value.ValueVarchar#get(**)",
                "org.h2.value.ValueInteger#get(**)",
                "org.h2.table.Column#<init>(**)",
                "org.h2.util.StringUtils#quoteStringSQL(**)");
    }

    @Override
    public Ended run(Run run) throws Exception {
        Path script = Path.of(run.place().sources("h2").toString(), "orders.sql");
        return run.toEnd(
                run.place().jars(),
                "org.h2.tools.RunScript",
                List.of("-url", "jdbc:h2:mem:field", "-user", "sa", "-script", script.toString(), "-showResults"));
    }

    @Override
    public boolean takes(Beside beside) {
        return true;
    }
}
