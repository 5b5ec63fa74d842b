@NullMarked
package dev.lastcall.torture;

import org.jspecify.annotations.NullMarked;
