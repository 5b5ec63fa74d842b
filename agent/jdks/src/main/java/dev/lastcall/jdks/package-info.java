/** For tests and long checks that fork JVMs: the JDKs of this machine, and the commands of the shipped jar. */
@NullMarked
package dev.lastcall.jdks;

import org.jspecify.annotations.NullMarked;
