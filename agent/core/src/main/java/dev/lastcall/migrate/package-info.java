/**
 * From the rules of a policy to a recipe that rewrites source code: {@link dev.lastcall.migrate.Migration}. The recipe
 * is text for OpenRewrite, which is no part of this program. Knows classpath, classfile, policy and text.
 */
@NullMarked
package dev.lastcall.migrate;

import org.jspecify.annotations.NullMarked;
