/**
 * JSON, written ({@link dev.lastcall.json.JsonText}) and read ({@link dev.lastcall.json.JsonValue}), and how a call site
 * is written wherever it is ({@link dev.lastcall.json.SiteJson}). The only package that names Gson. Knows evidence,
 * policy and text.
 */
@NullMarked
package dev.lastcall.json;

import org.jspecify.annotations.NullMarked;
