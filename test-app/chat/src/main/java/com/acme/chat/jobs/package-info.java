/**
 * Small jobs that an operator starts over HTTP. Each reaches the managers in a way of its own.
 */
@NullMarked
package com.acme.chat.jobs;

import org.jspecify.annotations.NullMarked;
