/**
 * Call sites and their numbers: names, never {@code Class}. Entry points: {@link dev.lastcall.evidence.Site} and, for
 * the numbers, {@link dev.lastcall.site.Sites}. Knows evidence, policy and text.
 */
@NullMarked
package dev.lastcall.site;

import org.jspecify.annotations.NullMarked;
