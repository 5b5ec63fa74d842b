/**
 * What this build is. Entry point: {@link dev.lastcall.about.Version}. Uses the JDK only; cli and runtime may depend on
 * it.
 */
@NullMarked
package dev.lastcall.about;

import org.jspecify.annotations.NullMarked;
