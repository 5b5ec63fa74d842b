package dev.lastcall.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses one signature or caller pattern; knows at which column it stands. */
final class SignatureParser {
    private static final String ANNOTATION = "@Deprecated";
    private static final String CONSTRUCTOR = "<init>";
    private static final List<String> PRIMITIVES =
            List.of("boolean", "byte", "char", "short", "int", "long", "float", "double");

    /** Written without their package so often that the mistake is worth a sentence. */
    private static final List<String> JAVA_LANG = List.of(
            "Boolean",
            "Byte",
            "CharSequence",
            "Character",
            "Class",
            "ClassLoader",
            "Double",
            "Exception",
            "Float",
            "Integer",
            "Iterable",
            "Long",
            "Number",
            "Object",
            "Runnable",
            "Short",
            "String",
            "Thread",
            "Throwable");

    private final String text;
    private final int start;
    private final int end;

    SignatureParser(String text) {
        int from = 0;
        while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        this.text = text;
        this.start = from;
        this.end = from + text.substring(from).stripTrailing().length();
    }

    Signature signature(@Nullable String message) throws InvalidSignatureException {
        if (start == end) {
            throw wrong("a signature is missing", start);
        }
        String written = text.substring(start, end);
        if (text.charAt(start) == '@') {
            return annotated(written, message);
        }
        int hash = find('#', start);
        int colons = text.indexOf("::", start);
        int ownerEnd = hash >= 0 ? hash : colons >= 0 ? colons : end;
        ClassPattern owner = owner(start, ownerEnd);
        return new Signature(written, owner, member(hash, colons), message);
    }

    AllowEntry allowEntry(String reason, @Nullable String owner, @Nullable LocalDate expires)
            throws InvalidSignatureException {
        int hash = find('#', start);
        ClassPattern callers = owner(start, hash >= 0 ? hash : end);
        String method = null;
        if (hash >= 0) {
            int parenthesis = find('(', hash);
            if (parenthesis >= 0) {
                throw wrong("a caller's method is named without arguments: every overload is meant", parenthesis);
            }
            method = memberName(hash + 1, end);
        }
        return new AllowEntry(text.substring(start, end), callers, method, reason, owner, expires);
    }

    ClassPattern classes() throws InvalidSignatureException {
        int hash = find('#', start);
        int member = hash >= 0 ? hash : text.indexOf("::", start);
        if (member >= 0) {
            throw wrong("only whole classes are named here; leave out the member", member);
        }
        return owner(start, end);
    }

    private Signature annotated(String written, @Nullable String message) throws InvalidSignatureException {
        if (!text.startsWith(ANNOTATION, start)) {
            throw wrong("only @Deprecated in GLOB and @Deprecated(forRemoval) in GLOB start with @", start);
        }
        int at = start + ANNOTATION.length();
        boolean forRemoval = text.startsWith("(forRemoval)", at);
        if (forRemoval) {
            at += "(forRemoval)".length();
        } else if (at < end && text.charAt(at) == '(') {
            throw wrong("only (forRemoval) is allowed here", at);
        }
        int in = skipBlanks(at);
        if (in == at || !text.startsWith("in", in) || skipBlanks(in + 2) == in + 2 || skipBlanks(in + 2) >= end) {
            throw wrong("' in ' and a class glob are missing after " + text.substring(start, at), at);
        }
        ClassPattern owner = owner(skipBlanks(in + 2), end);
        return new Signature(written, owner, new Signature.Member.Annotated(forRemoval), message);
    }

    private Signature.Member member(int hash, int colons) throws InvalidSignatureException {
        if (hash >= 0) {
            return namedMember(hash + 1);
        }
        if (colons < 0) {
            return Signature.Member.ALL;
        }
        if (!text.substring(colons + 2, end).strip().equals("new")) {
            throw wrong("only ::new (all constructors) may follow ::", colons + 2);
        }
        return new Signature.Member.Method(CONSTRUCTOR, null);
    }

    private Signature.Member namedMember(int from) throws InvalidSignatureException {
        int open = find('(', from);
        if (open < 0) {
            return field(from);
        }
        String name = memberName(from, open);
        if (name.equals("<clinit>")) {
            throw wrong("a static initializer is not called by name; name the class", from);
        }
        int close = find(')', open);
        if (close < 0) {
            throw wrong("')' is missing", end);
        }
        if (close != end - 1) {
            boolean inName = find('(', close) >= 0;
            throw wrong("nothing may follow ')'" + (inName ? otherwise(')') : ""), close + 1);
        }
        return new Signature.Member.Method(name, parameters(open + 1, close));
    }

    private Signature.Member field(int from) throws InvalidSignatureException {
        String name = memberName(from, end);
        if (name.equals(CONSTRUCTOR)) {
            throw wrong("a constructor needs its arguments, <init>(…) or <init>(**), or ::new for all", end);
        }
        if (name.equals("<clinit>")) {
            throw wrong("a static initializer is not called by name; name the class", from);
        }
        return new Signature.Member.Field(name);
    }

    /** The parameter types; null for {@code **}, which means any. */
    private @Nullable List<String> parameters(int from, int to) throws InvalidSignatureException {
        String all = text.substring(from, to).strip();
        if (all.equals("**")) {
            return null;
        }
        List<String> types = new ArrayList<>();
        if (all.isEmpty()) {
            return types;
        }
        int at = from;
        while (at <= to) {
            int comma = find(',', at);
            int typeEnd = comma >= 0 && comma < to ? comma : to;
            types.add(type(at, typeEnd, typeEnd == to));
            at = typeEnd + 1;
        }
        return types;
    }

    private String type(int from, int to, boolean last) throws InvalidSignatureException {
        int begin = skipBlanks(from);
        String type = begin >= to ? "" : text.substring(begin, to).strip();
        if (type.isEmpty()) {
            throw wrong("a parameter type is missing", from);
        }
        String element = type;
        StringBuilder dimensions = new StringBuilder();
        if (element.endsWith("...")) {
            if (!last) {
                throw wrong("only the last parameter can be variable (...)", begin + element.length() - 3);
            }
            element = element.substring(0, element.length() - 3).stripTrailing();
            dimensions.append("[]");
        }
        while (element.endsWith("[]")) {
            element = element.substring(0, element.length() - 2).stripTrailing();
            dimensions.append("[]");
        }
        checkElementType(element, begin);
        return element + dimensions;
    }

    private void checkElementType(String type, int at) throws InvalidSignatureException {
        if (PRIMITIVES.contains(type)) {
            return;
        }
        if (type.equals("void")) {
            throw wrong("void is not a parameter type", at);
        }
        if (type.indexOf('*') >= 0 || type.indexOf('?') >= 0) {
            throw wrong("a parameter type cannot hold wildcards; (**) alone means any arguments", at);
        }
        if (JAVA_LANG.contains(type)) {
            throw wrong("types are written in full: java.lang." + type, at);
        }
        checkClassName(at, at + type.length(), "a parameter type");
    }

    private ClassPattern owner(int from, int to) throws InvalidSignatureException {
        int begin = skipBlanks(from);
        int stop = begin
                + (begin >= to ? 0 : text.substring(begin, to).stripTrailing().length());
        if (begin >= stop) {
            throw wrong("a class name is missing", from);
        }
        if (!ClassPattern.isPlainName(text, begin, stop)) {
            checkNoRegularExpression(text.substring(begin, stop), begin);
            checkClassName(begin, stop, "a class name");
        }
        return new ClassPattern(text.substring(begin, stop));
    }

    /** Class names may hold what javac, Kotlin and Scala put in them: identifiers, and {@code -} as in package-info. */
    private void checkClassName(int from, int to, String what) throws InvalidSignatureException {
        boolean segmentStarts = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (segmentStarts) {
                    throw wrong("an empty part in " + what, i);
                }
                segmentStarts = true;
            } else {
                checkNameCharacter(c, i, what);
                segmentStarts = false;
            }
        }
        if (segmentStarts) {
            throw wrong(what + " ends with a dot", to - 1);
        }
        if (text.substring(from, to).contains("***")) {
            throw wrong("use * inside a package, ** across packages", text.indexOf("***", from));
        }
    }

    /** Asked of what is no plain name alone. */
    private static void checkNoRegularExpression(String name, int at) throws InvalidSignatureException {
        if (!isRegularExpression(name)) {
            return;
        }
        String glob = Hints.asGlob(name);
        throw wrong(
                "regular expressions are not read here; in a glob * is any text inside a package, ** any across packages"
                        + (glob == null ? "" : ": write " + glob),
                at);
    }

    /** Whether a class name holds what only a regular expression can; here, since each start with a glob asks. */
    private static boolean isRegularExpression(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("\\^|+{}".indexOf(c) >= 0 || (c == '[' && text.indexOf(']', i) > i + 1)) {
                return true;
            }
        }
        return text.startsWith(".*") || text.startsWith(".+") || text.contains("..*") || text.contains("..+");
    }

    private void checkNameCharacter(char c, int at, String what) throws InvalidSignatureException {
        if (c == '*' || c == '?' || isNameCharacter(c)) {
            return;
        }
        if (c == '/') {
            throw wrong("write " + what + " with dots, not slashes", at);
        }
        if (c == '<') {
            throw wrong("write " + what + " without its type parameters", at);
        }
        if (c == '(') {
            throw wrong("'#' is missing between the class and its method", at);
        }
        throw wrong(Character.isWhitespace(c) ? "a blank inside " + what : "'" + c + "' cannot stand in " + what, at);
    }

    private String memberName(int from, int to) throws InvalidSignatureException {
        int begin = skipBlanks(from);
        String name = begin >= to ? "" : text.substring(begin, to).strip();
        if (name.isEmpty()) {
            throw wrong("a member's name is missing after '#'", from);
        }
        if (name.equals(CONSTRUCTOR) || name.equals("<clinit>")) {
            return name;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '*' || c == '?') {
                throw wrong("a member's name cannot hold wildcards; name the class for all its members", begin + i);
            }
            if (!isNameCharacter(c)) {
                throw wrong("'" + c + "' cannot stand in a member's name" + otherwise(c), begin + i);
            }
        }
        return name;
    }

    /** What to do about a name that other languages can write. */
    private static String otherwise(char c) {
        boolean mayBeInName = c == ' ' || c == ')' || c == ',' || c == '\'';
        return mayBeInName ? "; if the name has it, list the class, or write @Deprecated in and the class" : "";
    }

    /** Kotlin mangles names with {@code -}. */
    private static boolean isNameCharacter(char c) {
        return (Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c))
                || c == '-'
                || Character.isSurrogate(c);
    }

    private int find(char c, int from) {
        int at = text.indexOf(c, from);
        return at < end ? at : -1;
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < end && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static InvalidSignatureException wrong(String message, int at) {
        return new InvalidSignatureException(message, at + 1);
    }
}
