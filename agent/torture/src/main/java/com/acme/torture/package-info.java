/** Applications that call what is deprecated and keep books of their own. Forked by {@code dev.lastcall.torture}. */
@NullMarked
package com.acme.torture;

import org.jspecify.annotations.NullMarked;
