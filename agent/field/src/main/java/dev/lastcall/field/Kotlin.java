package dev.lastcall.field;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Kotlin compiler on a small program, and that program. */
final class Kotlin implements Program {
    private static final long CALLS = 30;

    @Override
    public String name() {
        return "kotlin";
    }

    @Override
    public List<String> libraries() {
        return List.of("org.jetbrains.kotlin:kotlin-compiler-embeddable:" + Libraries.version("kotlin"));
    }

    @Override
    public List<String> deprecated() {
        return List.of(
                "com.acme.field.kotlin.OldTally#add(**)",
                "org.jetbrains.kotlin.name.Name#identifier(**)",
                "org.jetbrains.kotlin.name.FqName#topLevel(**)",
                "org.jetbrains.kotlin.name.FqName$Companion#topLevel(**)", // covered by the line above: for the trace
                "org.jetbrains.kotlin.name.ClassId#<init>(**)");
    }

    @Override
    public Ended run(Run run) throws Exception {
        Place place = run.place();
        List<Path> classPath = new ArrayList<>(place.jars());
        classPath.add(place.compile(place.sources("kotlin"), place.jars()));
        return run.toEnd(
                        classPath,
                        "com.acme.field.kotlin.CompileAndRun",
                        List.of(
                                place.sources("kotlin").resolve("Shop.kt").toString(),
                                place.jar("kotlin-stdlib-" + Libraries.version("kotlin"))
                                        .toString()))
                .knowing(Map.of("com.acme.field.kotlin.OldTally#add", CALLS));
    }

    /** The compiler reads names as it needs them, by several threads. */
    @Override
    public boolean isRepeatable() {
        return false;
    }
}
