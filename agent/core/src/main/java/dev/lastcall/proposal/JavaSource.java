package dev.lastcall.proposal;

import dev.lastcall.proposal.JavaTokens.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a Java source file says in {@code @deprecated} tags. A light reader, made for source that compiles: it follows
 * braces and declarations, not types.
 *
 * @param packageName empty for none
 * @param imports qualified names, also those that end in {@code .*}; no static ones
 */
record JavaSource(String packageName, List<String> imports, List<Hint> hints) {
    private static final Set<String> TYPES = Set.of("class", "interface", "enum", "record");

    /**
     * One tag.
     *
     * @param type the declaring type without its package, nested ones after {@code $}
     * @param member null: the type itself; {@code <init>} for a constructor
     * @param parameters simple names of a method's types; null for a field or a type
     * @param text the tag's text as written, on one line
     */
    record Hint(
            String type, @Nullable String member, @Nullable List<String> parameters, String text) {}

    static JavaSource of(String source) {
        Reader reader = new Reader(JavaTokens.of(source));
        reader.read();
        return new JavaSource(reader.packageName, reader.imports, reader.hints);
    }

    private static final class Reader {
        private final List<Token> tokens;
        /** What each open brace belongs to: a type's name, or nothing for a body. */
        private final Deque<String> open = new ArrayDeque<>();

        private final List<String> imports = new ArrayList<>();
        private final List<Hint> hints = new ArrayList<>();
        private String packageName = "";
        private String coming = "";
        private int at;

        Reader(List<Token> tokens) {
            this.tokens = tokens;
        }

        void read() {
            for (at = 0; at < tokens.size(); at++) {
                Token token = tokens.get(at);
                if (token.isJavadoc()) {
                    String text = Javadoc.deprecated(token.text());
                    if (!text.isEmpty() && !open.contains("")) {
                        declaration(at + 1, text);
                    }
                } else if (token.is("{")) {
                    open.push(coming);
                    coming = "";
                } else if (token.is("}")) {
                    open.poll();
                } else if (token.is("package") && open.isEmpty()) {
                    packageName = name(at + 1);
                } else if (token.is("import") && !text(at + 1).equals("static")) {
                    imports.add(name(at + 1));
                } else if (isType(at)) {
                    coming = text(at + 1);
                } else if (token.is(";")) {
                    coming = "";
                }
            }
        }

        private boolean isType(int i) {
            return TYPES.contains(text(i))
                    && !text(i - 1).equals(".")
                    && isWord(i + 1)
                    && !text(i + 1).equals("instanceof")
                    && Set.of("{", "<", "(", "extends", "implements", "permits").contains(text(i + 2));
        }

        private String name(int from) {
            StringBuilder name = new StringBuilder();
            for (int i = from; i < tokens.size() && !text(i).equals(";"); i++) {
                name.append(text(i));
            }
            return name.toString();
        }

        private void declaration(int from, String text) {
            int i = afterAnnotations(from);
            int first = i;
            int angles = 0;
            for (; i < tokens.size(); i++) {
                String token = text(i);
                if (token.equals("@") && !text(i + 1).equals("interface")) {
                    i = afterAnnotations(i) - 1;
                } else if (isType(i)) {
                    hints.add(new Hint(typeNamed(text(i + 1)), null, null, text));
                    return;
                } else if (token.equals("<")) {
                    angles++;
                } else if (token.equals(">")) {
                    angles--;
                } else if (angles == 0 && Set.of("(", "=", ";", ",", "{", "}").contains(token)) {
                    member(first, i, text);
                    return;
                }
            }
        }

        private void member(int first, int end, String text) {
            String name = text(end - 1);
            String type = currentType();
            if (end == first || type.isEmpty() || !isWord(end - 1)) {
                return;
            }
            boolean isConstructor = name.equals(type.substring(type.lastIndexOf('$') + 1));
            boolean isConstant = end == first + 1 && !isConstructor;
            if (!text(end).equals("(") || isConstant) {
                hints.add(new Hint(type, name, null, text));
            } else {
                hints.add(new Hint(type, isConstructor ? "<init>" : name, parameters(end + 1), text));
            }
        }

        private List<String> parameters(int from) {
            List<String> types = new ArrayList<>();
            List<String> words = new ArrayList<>();
            StringBuilder suffix = new StringBuilder();
            int angles = 0;
            for (int i = afterAnnotations(from); i < tokens.size(); i++) {
                String token = text(i);
                if (token.equals("<")) {
                    angles++;
                } else if (token.equals(">")) {
                    angles--;
                } else if (angles == 0 && (token.equals(",") || token.equals(")"))) {
                    if (words.size() > 1) {
                        types.add(words.get(words.size() - 2) + suffix);
                    }
                    words.clear();
                    suffix.setLength(0);
                    if (token.equals(")")) {
                        break;
                    }
                } else if (token.equals("@")) {
                    i = afterAnnotations(i) - 1;
                } else if (angles == 0 && isWord(i)) {
                    words.add(token);
                } else if (angles == 0 && (token.equals("[") || startsEllipsis(i))) {
                    suffix.append("[]");
                }
            }
            return types;
        }

        private boolean startsEllipsis(int i) {
            return text(i).equals(".")
                    && text(i + 1).equals(".")
                    && !text(i - 1).equals(".");
        }

        private int afterAnnotations(int from) {
            int i = from;
            while (text(i).equals("@") && !text(i + 1).equals("interface")) {
                i += 2;
                while (text(i).equals(".")) {
                    i += 2;
                }
                if (text(i).equals("(")) {
                    int depth = 0;
                    do {
                        depth += text(i).equals("(") ? 1 : text(i).equals(")") ? -1 : 0;
                        i++;
                    } while (depth > 0 && i < tokens.size());
                }
            }
            return i;
        }

        private String currentType() {
            StringBuilder type = new StringBuilder();
            for (Iterator<String> outermostFirst = open.descendingIterator(); outermostFirst.hasNext(); ) {
                type.append(type.isEmpty() ? "" : "$").append(outermostFirst.next());
            }
            return type.toString();
        }

        private String typeNamed(String name) {
            String outer = currentType();
            return outer.isEmpty() ? name : outer + '$' + name;
        }

        private boolean isWord(int i) {
            return i >= 0 && i < tokens.size() && tokens.get(i).isWord();
        }

        /** Empty beyond the ends. */
        private String text(int i) {
            return i >= 0 && i < tokens.size() ? tokens.get(i).text() : "";
        }
    }
}
