/** The JDKs of this machine, for tests and long checks that fork JVMs. */
@NullMarked
package dev.lastcall.jdks;

import org.jspecify.annotations.NullMarked;
