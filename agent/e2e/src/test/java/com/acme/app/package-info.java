/** Programs under test: each does its calls and prints what it did, counted by itself. */
@NullMarked
package com.acme.app;

import org.jspecify.annotations.NullMarked;
