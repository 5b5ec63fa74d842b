/**
 * The application's own count of its calls, made without Lastcall: what a report is held against.
 */
@NullMarked
package com.acme.truth;

import org.jspecify.annotations.NullMarked;
