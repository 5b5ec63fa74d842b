/**
 * Which call sites a command really needs, found by running it again and again while some are refused: {@link
 * dev.lastcall.bisect.Search}. Pure but for {@link dev.lastcall.bisect.Trial}, which runs the command. Knows text.
 */
@NullMarked
package dev.lastcall.bisect;

import org.jspecify.annotations.NullMarked;
