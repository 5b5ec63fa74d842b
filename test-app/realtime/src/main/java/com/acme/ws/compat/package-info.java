/**
 * Shims for clients that can't migrate yet. The only place that may still use the deprecated factory.
 */
@NullMarked
package com.acme.ws.compat;

import org.jspecify.annotations.NullMarked;
