/**
 * Delivery of text to the sockets of a user: the deprecated factory and what replaces it. The two keep separate books,
 * which is the fault that a half-done migration brings to light.
 */
@NullMarked
package com.acme.ws;

import org.jspecify.annotations.NullMarked;
