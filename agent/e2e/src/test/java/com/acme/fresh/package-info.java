/** What replaces {@code com.acme.legacy}. */
@NullMarked
package com.acme.fresh;

import org.jspecify.annotations.NullMarked;
