/** Tests that are run by tests: what they do under the agent is looked at. */
@NullMarked
package com.acme.app;

import org.jspecify.annotations.NullMarked;
