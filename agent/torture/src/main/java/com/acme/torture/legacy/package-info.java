/** What is deprecated. */
@NullMarked
package com.acme.torture.legacy;

import org.jspecify.annotations.NullMarked;
