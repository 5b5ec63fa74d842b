package dev.lastcall.baseline;

import dev.lastcall.policy.Descriptors;
import dev.lastcall.text.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * How the file writes a class's member: {@code a.b.C#m(int,java.lang.String[]):void}, {@code a.b.C#FIELD:int}, {@code
 * a.b.C#m} if nothing else is known. A class file may call its members almost anything, so what has a meaning here is
 * written out as Java does it ({@code \}{@code u0020}). Pure functions.
 */
final class MemberText {
    private static final String MARKS = "\\|#(),:]";
    private static final String HEX = "0123456789abcdef";

    private MemberText() {}

    /** The text; null if the descriptor is none, so that it can't be written and read again. */
    static @Nullable String of(String className, String member, String descriptor) {
        StringBuilder text = new StringBuilder();
        escape(className, text);
        text.append('#');
        escape(member, text);
        if (descriptor.isEmpty()) {
            return text.toString();
        }
        if (Descriptors.isOfMethod(descriptor)) {
            text.append('(');
            boolean first = true;
            for (String type : Descriptors.parameterTypes(descriptor)) {
                text.append(first ? "" : ",");
                first = false;
                type(type, text);
            }
            text.append(')').append(':');
            type(Descriptors.type(descriptor.substring(descriptor.indexOf(')') + 1)), text);
            return text.toString();
        }
        if (Descriptors.isOfField(descriptor)) {
            text.append(':');
            type(Descriptors.type(descriptor), text);
            return text.toString();
        }
        return null;
    }

    private static void type(String type, StringBuilder text) {
        int end = type.length();
        while (end > 2 && type.startsWith("[]", end - 2)) {
            end -= 2;
        }
        escape(type.substring(0, end), text);
        text.append(type, end, type.length());
    }

    /** A class and its member as written. */
    record Member(String className, String name, String descriptor) {}

    /** @throws BadTextException if it is none */
    static Member parse(String text) throws BadTextException {
        int hash = text.indexOf('#');
        if (hash <= 0) {
            throw new BadTextException("'" + text + "' is no member; write it as in com.acme.Shop#sell(int):void");
        }
        String className = name(text.substring(0, hash));
        int open = text.indexOf('(', hash);
        int colon = text.lastIndexOf(':');
        if (open < 0) {
            int end = colon > hash ? colon : text.length();
            String descriptor = colon > hash ? descriptor(text.substring(colon + 1), false) : "";
            return new Member(className, unescape(text.substring(hash + 1, end).strip()), descriptor);
        }
        int close = text.indexOf(')', open);
        if (close < 0 || colon != close + 1) {
            throw new BadTextException(
                    "'" + text + "': behind the parameters stands the type of the result, as in (int):void");
        }
        StringBuilder descriptor = new StringBuilder("(");
        String parameters = text.substring(open + 1, close);
        int start = 0;
        while (start < parameters.length()) {
            int comma = parameters.indexOf(',', start);
            int end = comma < 0 ? parameters.length() : comma;
            descriptor.append(descriptor(parameters.substring(start, end), false));
            start = end + 1;
        }
        descriptor.append(')').append(descriptor(text.substring(colon + 1), true));
        return new Member(className, unescape(text.substring(hash + 1, open).strip()), descriptor.toString());
    }

    private static String name(String escaped) throws BadTextException {
        String name = unescape(escaped.strip());
        if (name.isEmpty()) {
            throw new BadTextException("a class has no name");
        }
        return name;
    }

    private static String descriptor(String written, boolean mayBeVoid) throws BadTextException {
        String type = written.strip();
        StringBuilder descriptor = new StringBuilder();
        while (type.endsWith("[]")) {
            type = type.substring(0, type.length() - 2);
            descriptor.append('[');
        }
        String primitive = primitive(type);
        if (primitive != null) {
            descriptor.append(primitive);
        } else {
            descriptor.append('L').append(name(type).replace('.', '/')).append(';');
        }
        String text = descriptor.toString();
        if (!Descriptors.isOfField(text) && !(mayBeVoid && text.equals("V"))) {
            throw new BadTextException("'" + written + "' is no type");
        }
        return text;
    }

    private static @Nullable String primitive(String type) {
        return switch (type) {
            case "byte" -> "B";
            case "char" -> "C";
            case "double" -> "D";
            case "float" -> "F";
            case "int" -> "I";
            case "long" -> "J";
            case "short" -> "S";
            case "void" -> "V";
            case "boolean" -> "Z";
            default -> null;
        };
    }

    private static void escape(String name, StringBuilder text) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean inPair = Character.isHighSurrogate(c)
                    && i + 1 < name.length()
                    && Character.isLowSurrogate(name.charAt(i + 1));
            int point = inPair ? name.codePointAt(i) : c;
            boolean plain = MARKS.indexOf(c) < 0 && !Character.isWhitespace(point) && !OneLine.escapes(point);
            if (plain) {
                text.appendCodePoint(point);
            } else {
                append(c, text);
                if (inPair) {
                    append(name.charAt(i + 1), text);
                }
            }
            i += inPair ? 1 : 0;
        }
    }

    /** Free text between two bars: only a bar, a backslash and what {@link OneLine} escapes is written out. */
    static String escapedText(String prose) {
        StringBuilder text = new StringBuilder();
        String line = prose.strip();
        for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
            int point = line.codePointAt(i);
            if (point != '|' && point != '\\' && !OneLine.escapes(point)) {
                text.appendCodePoint(point);
            } else {
                for (char c : Character.toChars(point)) {
                    append(c, text);
                }
            }
        }
        return text.toString();
    }

    private static void append(char c, StringBuilder text) {
        if (c == '\\') {
            text.append("\\\\");
            return;
        }
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(HEX.charAt((c >> shift) & 0xf));
        }
    }

    static String unescape(String text) throws BadTextException {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
            } else if (text.startsWith("\\", i + 1)) {
                plain.append('\\');
                i++;
            } else if (text.startsWith("u", i + 1) && isHex(text, i + 2)) {
                plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                throw new BadTextException("a backslash stands before another one, or as in \\u0020");
            }
        }
        return plain.toString();
    }

    private static boolean isHex(String text, int at) {
        if (at + 4 > text.length()) {
            return false;
        }
        for (int i = at; i < at + 4; i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }

    /** What is written there cannot be read. */
    static final class BadTextException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        BadTextException(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
