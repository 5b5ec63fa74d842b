/** Classes two steps below a deprecated one. */
@NullMarked
package com.acme.deep;

import org.jspecify.annotations.NullMarked;
