/** Tests of the comparison, and a short form of the field run, on each JDK. */
@NullMarked
package dev.lastcall.field;

import org.jspecify.annotations.NullMarked;
