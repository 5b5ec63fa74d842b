package dev.lastcall.policyfile;

import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Turns nodes of one file into places, and reports problems there. */
record YamlPlace(String file, PolicyDraft draft) {

    void problem(Node node, String message) {
        draft.problem(of(node), message);
    }

    String of(Node node) {
        return of(node, 1);
    }

    /** The place of a character in a scalar, the first being 1; of the scalar itself if it spans lines. */
    String of(Node node, int column) {
        Mark mark = node.getStartMark().orElse(null); // without lambdas, which cost milliseconds at the start
        if (mark == null) {
            return file;
        }
        return file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + offset(node, mark) + column);
    }

    private static int offset(Node node, Mark start) {
        Mark end = node.getEndMark().orElse(start);
        boolean oneLine = end.getLine() == start.getLine();
        boolean quoted = node instanceof ScalarNode scalar
                && (scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
                        || scalar.getScalarStyle() == ScalarStyle.SINGLE_QUOTED);
        return quoted && oneLine ? 1 : 0;
    }
}
