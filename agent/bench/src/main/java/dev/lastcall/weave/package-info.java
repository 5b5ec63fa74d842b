/** In the package of the class filter, to reach it. */
@NullMarked
package dev.lastcall.weave;

import org.jspecify.annotations.NullMarked;
