package com.acme.bench.calls;

/** Inherits what {@link ListedFactory} has, and is not listed itself. */
public final class ListedSubclass extends ListedFactory {}
