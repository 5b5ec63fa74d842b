/**
 * What this build is, and what it needs of the JDK. Entry points: {@link dev.lastcall.about.Version} and {@link
 * dev.lastcall.about.JdkModule}. Knows no other package.
 */
@NullMarked
package dev.lastcall.about;

import org.jspecify.annotations.NullMarked;
