/**
 * What this build is, and what it needs of the JDK. Entry points: {@link dev.lastcall.about.Version},
 * {@link dev.lastcall.about.JdkModule}. Uses the JDK only; cli and runtime may depend on
 * it.
 */
@NullMarked
package dev.lastcall.about;

import org.jspecify.annotations.NullMarked;
