/** What the policy of these tests deprecates. */
@NullMarked
package com.acme.legacy;

import org.jspecify.annotations.NullMarked;
