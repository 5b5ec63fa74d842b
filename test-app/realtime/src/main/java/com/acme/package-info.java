/**
 * What every part of the test application knows: who a user is.
 */
@NullMarked
package com.acme;

import org.jspecify.annotations.NullMarked;
