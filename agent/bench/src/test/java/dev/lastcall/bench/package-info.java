@NullMarked
package dev.lastcall.bench;

import org.jspecify.annotations.NullMarked;
