/**
 * Part of the build: puts classes that are loaded together into one entry of the jar, a pack. Entry point: {@link
 * dev.lastcall.pack.Packer}. {@code dev.lastcall.launch.IsolatedLoader} reads what is written here.
 */
@NullMarked
package dev.lastcall.pack;

import org.jspecify.annotations.NullMarked;
