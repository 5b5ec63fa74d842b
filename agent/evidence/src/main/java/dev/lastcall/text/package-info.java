/**
 * How everything that Lastcall prints is written: {@link dev.lastcall.text.OneLine}, the only place that escapes.
 * Knows no other package.
 */
@NullMarked
package dev.lastcall.text;

import org.jspecify.annotations.NullMarked;
