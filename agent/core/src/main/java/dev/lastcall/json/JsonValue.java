package dev.lastcall.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A value in a JSON document that anybody may have written: what is missing, or is of another type than asked for, is
 * empty or 0. Immutable.
 */
public final class JsonValue {
    private final JsonElement element;

    private JsonValue(JsonElement element) {
        this.element = element;
    }

    /** The text is no JSON. */
    public static final class NoJsonException extends Exception {
        private static final long serialVersionUID = 1L;

        NoJsonException(Throwable cause) {
            super(cause);
        }
    }

    /**
     * Reads a whole document.
     *
     * @throws NoJsonException if it is no JSON, or is nested too deep to be read
     */
    public static JsonValue parse(String text) throws NoJsonException {
        try {
            return new JsonValue(JsonParser.parseString(text));
        } catch (JsonParseException | StackOverflowError e) {
            throw new NoJsonException(e);
        }
    }

    public boolean isObject() {
        return element.isJsonObject();
    }

    /** Whether it is an object that has such a member. */
    public boolean has(String name) {
        return element instanceof JsonObject object && object.has(name);
    }

    /** A member of the object; an empty value if it has no such member, or is no object. */
    public JsonValue get(String name) {
        return new JsonValue(has(name) ? element.getAsJsonObject().get(name) : JsonNull.INSTANCE);
    }

    /** The array's elements; none if it is no array. */
    public List<JsonValue> elements() {
        return element instanceof JsonArray array
                ? StreamSupport.stream(array.spliterator(), false)
                        .map(JsonValue::new)
                        .toList()
                : List.of();
    }

    /** A text, number or boolean as it is written; else empty. */
    public String string() {
        return element.isJsonPrimitive() ? element.getAsString() : "";
    }

    /** The number, also of a text that is one; else 0. */
    public long number() {
        try {
            return element.isJsonPrimitive() ? element.getAsLong() : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** As it is written, whatever it is; texts without their quotation marks. */
    public String inWords() {
        return element.isJsonPrimitive() ? element.getAsString() : element.toString();
    }
}
