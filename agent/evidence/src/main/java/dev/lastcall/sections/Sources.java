package dev.lastcall.sections;

import dev.lastcall.evidence.Caller;
import java.util.List;

/** What is known of the source files of callers. */
public interface Sources {
    /** Of which nothing is known. */
    Sources UNKNOWN = new Sources() {
        @Override
        public String fileOf(Caller caller) {
            return "";
        }

        @Override
        public List<String> ownersOf(Caller caller) {
            return List.of();
        }
    };

    /** The path of the caller's source file below the root of the repository, with slashes; empty if not known. */
    String fileOf(Caller caller);

    /** The owners of that file; empty if nobody is named. */
    List<String> ownersOf(Caller caller);
}
