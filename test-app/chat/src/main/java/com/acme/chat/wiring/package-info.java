/**
 * How the service finds a user's manager: before, in the middle of, and after the migration.
 */
@NullMarked
package com.acme.chat.wiring;

import org.jspecify.annotations.NullMarked;
