/**
 * A partner's code, built and shipped apart from the chat service.
 */
@NullMarked
package com.acme.partner;

import org.jspecify.annotations.NullMarked;
