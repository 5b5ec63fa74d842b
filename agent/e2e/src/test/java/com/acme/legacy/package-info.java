/**
 * The classes that the tests' policies call deprecated. Each body tells {@link com.acme.app.Truth} that it ran.
 */
@NullMarked
package com.acme.legacy;

import org.jspecify.annotations.NullMarked;
