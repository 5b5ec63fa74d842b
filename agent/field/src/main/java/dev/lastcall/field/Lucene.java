package dev.lastcall.field;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The search library Lucene: an index on disk, commits, a merge, queries. */
final class Lucene implements Program {
    /** 600 documents with three each. */
    private static final long FIELDS = 1_800;
    /** Ten queries with two each. */
    private static final long TERMS = 20;

    private static final String PROGRAM = "com.acme.field.lucene.IndexAndSearch";

    @Override
    public String name() {
        return "lucene";
    }

    @Override
    public List<String> libraries() {
        return List.of("org.apache.lucene:lucene-core:" + Libraries.version("lucene"));
    }

    @Override
    public List<String> deprecated() {
        return List.of(
                "org.apache.lucene.document.Field#<init>(**)",
                "org.apache.lucene.document.Document#add(**)",
                "org.apache.lucene.index.Term#<init>(**)",
                "org.apache.lucene.util.BytesRef#<init>(**)",
                "org.apache.lucene.search.TermQuery#<init>(**)");
    }

    @Override
    public Ended run(Run run) throws Exception {
        List<Path> classPath = new ArrayList<>(run.place().jars());
        classPath.add(
                0,
                run.place().compile(run.place().sources("lucene"), run.place().jars()));
        Ended ended = run.toEnd(classPath, PROGRAM, List.of());
        // Lucene itself adds those that it has read
        return ended.knowing(Map.of(
                PROGRAM + " -> org.apache.lucene.document.Document#add",
                FIELDS,
                "org.apache.lucene.search.TermQuery#<init>",
                TERMS));
    }

    /** Its threads ask for blocks of terms as they come. */
    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public boolean takes(Beside beside) {
        return true;
    }
}
