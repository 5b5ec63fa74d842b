package dev.lastcall.site;

/**
 * The method in which code was written. A name may hold anything but {@code . ; [ / < >}: where a descriptor begins, no
 * search in the text of both can always tell.
 *
 * @param descriptor empty if not known
 */
public record EnclosingMethod(String name, String descriptor) {}
