/**
 * How everything that Lastcall prints is written: {@link dev.lastcall.text.OneLine}, the only place that escapes. Uses the JDK
 * only; every other package may depend on it.
 */
@NullMarked
package dev.lastcall.text;

import org.jspecify.annotations.NullMarked;
