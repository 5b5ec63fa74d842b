package dev.lastcall.json;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import dev.lastcall.text.OneLine;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * One JSON document in the making. Methods that write return the same document. Nothing in its text steers a terminal,
 * though JSON lets some such characters stand. For one thread.
 */
public final class JsonText {
    private static final FormattingStyle PRETTY = FormattingStyle.PRETTY.withNewline("\n");
    private static final FormattingStyle LINE = FormattingStyle.COMPACT.withSpaceAfterSeparators(true);

    private final StringWriter text = new StringWriter();
    private final JsonWriter json = new JsonWriter(text);
    private final FormattingStyle style;
    private final FormattingStyle ofRows;

    private JsonText(FormattingStyle style, FormattingStyle ofRows, boolean isForHtml) {
        this.style = style;
        this.ofRows = ofRows;
        json.setFormattingStyle(style);
        json.setHtmlSafe(isForHtml);
    }

    /** For people as well: each value in a line of its own, and a line feed at the end. */
    public static JsonText pretty() {
        return new JsonText(PRETTY, LINE, false);
    }

    /** All in one line without an end. */
    public static JsonText oneLine() {
        return new JsonText(FormattingStyle.COMPACT, FormattingStyle.COMPACT, false);
    }

    /** The same; no text in it ends a {@code script} element or begins a comment. */
    public static JsonText forPage() {
        return new JsonText(FormattingStyle.COMPACT, FormattingStyle.COMPACT, true);
    }

    public JsonText beginObject() {
        try {
            json.beginObject();
        } catch (IOException e) {
            throw impossible(e);
        }
        return this;
    }

    public JsonText endObject() {
        try {
            json.endObject();
        } catch (IOException e) {
            throw impossible(e);
        }
        return this;
    }

    /** An object that is in one line also in a {@link #pretty} document. */
    public JsonText beginRow() {
        beginObject();
        json.setFormattingStyle(ofRows);
        return this;
    }

    public JsonText endRow() {
        endObject();
        json.setFormattingStyle(style);
        return this;
    }

    public JsonText beginArray() {
        try {
            json.beginArray();
        } catch (IOException e) {
            throw impossible(e);
        }
        return this;
    }

    public JsonText endArray() {
        try {
            json.endArray();
        } catch (IOException e) {
            throw impossible(e);
        }
        return this;
    }

    /** The name of what comes next. */
    public JsonText name(String name) {
        try {
            json.name(name);
        } catch (IOException e) {
            throw impossible(e);
        }
        return this;
    }

    public JsonText value(String value) {
        try {
            json.value(value);
        } catch (IOException e) {
            throw impossible(e);
        }
        return this;
    }

    public JsonText value(long value) {
        try {
            json.value(value);
        } catch (IOException e) {
            throw impossible(e);
        }
        return this;
    }

    public JsonText value(boolean value) {
        try {
            json.value(value);
        } catch (IOException e) {
            throw impossible(e);
        }
        return this;
    }

    public JsonText value(Number value) {
        try {
            json.value(value);
        } catch (IOException e) {
            throw impossible(e);
        }
        return this;
    }

    /** An array of texts. */
    public JsonText texts(String name, Iterable<String> texts) {
        name(name).beginArray();
        for (String each : texts) {
            value(each);
        }
        return endArray();
    }

    /** The document, once it is whole. To be written as UTF-8. */
    public String text() {
        return style == PRETTY ? OneLine.lines(text + "\n") : OneLine.of(text.toString());
    }

    private static UncheckedIOException impossible(IOException e) {
        return new UncheckedIOException("writing to memory cannot fail", e);
    }
}
