package dev.lastcall.proposal;

import java.util.ArrayList;
import java.util.List;

/**
 * Java source as words, punctuation and Javadoc comments; other comments are left out, literals are one {@code "} each.
 * Source that does not compile gives some tokens all the same.
 */
final class JavaTokens {
    /** A token; a Javadoc comment starts with its slash. */
    record Token(String text) {
        boolean is(String other) {
            return text.equals(other);
        }

        boolean isJavadoc() {
            return text.startsWith("/**");
        }

        boolean isWord() {
            return Character.isJavaIdentifierStart(text.charAt(0));
        }
    }

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private JavaTokens(String source) {
        this.source = source;
    }

    static List<Token> of(String source) {
        JavaTokens lexer = new JavaTokens(source);
        while (lexer.at < source.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        char c = source.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (source.startsWith("//", at)) {
            at = end("\n", at);
        } else if (source.startsWith("/*", at)) {
            comment();
        } else if (source.startsWith("\"\"\"", at)) {
            at = end("\"\"\"", at + 3);
            tokens.add(new Token("\""));
        } else if (c == '"' || c == '\'') {
            literal(c);
        } else if (Character.isJavaIdentifierPart(c)) {
            word();
        } else {
            tokens.add(new Token(String.valueOf(c)));
            at++;
        }
    }

    private void comment() {
        int end = end("*/", at + 2);
        if (source.startsWith("/**", at) && end - at > 4) {
            tokens.add(new Token(source.substring(at, end)));
        }
        at = end;
    }

    private void literal(char quote) {
        at++;
        while (at < source.length() && source.charAt(at) != quote && source.charAt(at) != '\n') {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
        tokens.add(new Token("\""));
    }

    private void word() {
        int start = at;
        while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
            at++;
        }
        tokens.add(new Token(source.substring(start, at)));
    }

    private int end(String mark, int from) {
        int found = source.indexOf(mark, from);
        return found < 0 ? source.length() : found + mark.length();
    }
}
