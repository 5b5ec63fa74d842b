@NullMarked
package dev.lastcall.junit;

import org.jspecify.annotations.NullMarked;
