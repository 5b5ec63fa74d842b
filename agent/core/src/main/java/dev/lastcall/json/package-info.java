/**
 * JSON, written ({@link dev.lastcall.json.JsonText}) and read ({@link dev.lastcall.json.JsonValue}). The only package
 * that names Gson. Knows text.
 */
@NullMarked
package dev.lastcall.json;

import org.jspecify.annotations.NullMarked;
