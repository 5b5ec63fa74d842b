@NullMarked
package dev.lastcall.maven;

import org.jspecify.annotations.NullMarked;
